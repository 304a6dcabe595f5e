package io.trackmemory.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object that keeps the order of its members. For one thread. */
final class JsonObject {

  private final Map<String, Object> members = new LinkedHashMap<>();

  /**
   * Adds a member.
   *
   * @param value a text, a boolean, a number, a {@code JsonObject}, a list of such, or an {@code
   *     Optional} whose absence is JSON's {@code null}
   */
  JsonObject with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /** The members, in order. */
  Map<String, Object> members() {
    return members;
  }
}
