package io.trackmemory.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

  /** Adds an array of objects. */
  <T> JsonObject with(String name, List<T> values, Function<T, JsonObject> json) {
    return with(name, values.stream().map(json).toList());
  }

  /** The members, in order. */
  Map<String, Object> members() {
    return members;
  }
}
