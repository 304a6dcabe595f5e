package io.trackmemory.tracker.firstuse;

import java.util.Map;

/** Why calls are not the same each time, where no rule can be right. */
final class Reasons {

  static final Map<String, String> BY_CALL = Map.ofEntries();

  private Reasons() {}
}
