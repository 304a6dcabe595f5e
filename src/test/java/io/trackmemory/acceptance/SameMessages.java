package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Messages that must be the same each time; printed the first time, and where they differ. */
final class SameMessages {

  static final String REPETITIONS_KEY = "verdict.repetitions";
  static final int REPETITIONS = Integer.getInteger(REPETITIONS_KEY, 1);

  private final Map<String, String> messages = new LinkedHashMap<>();

  void sameAsBefore(String name, Supplier<String> message) {
    String now = message.get();
    String first = messages.putIfAbsent(name, now);
    if (!now.equals(first)) {
      System.out.println(now);
    }
    if (first != null) {
      assertThat(now).as(name).isEqualTo(first);
    }
  }

  int size() {
    return messages.size();
  }
}
