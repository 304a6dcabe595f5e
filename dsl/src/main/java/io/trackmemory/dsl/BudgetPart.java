package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.List;

/** What a budget limits, in the order in which messages tell it. */
enum BudgetPart {
  SET_UP("setUp", " in set-up"),
  RUN("run", " in its run"),
  TEAR_DOWN("tearDown", " in tear-down"),
  PEAK("peak", ""),
  LEAKS("leaks", "");

  private final String call;
  private final String phrase;

  BudgetPart(String call, String phrase) {
    this.call = call;
    this.phrase = phrase;
  }

  /** Name of the call that limits it. */
  String call() {
    return call;
  }

  /** That call. */
  String code(ByteSize limit) {
    return this == LEAKS && limit.toBytes() == 0 ? "noLeaks()" : Sizes.call(call, limit.toBytes());
  }

  /** Follows the name of what is measured in messages. */
  String phrase() {
    return phrase;
  }

  /** Those at which it begins or ends, in order; none where it is of the whole. */
  List<String> checkpoints() {
    return switch (this) {
      case SET_UP -> List.of("body");
      case RUN -> List.of("body", "teardown");
      case TEAR_DOWN -> List.of("teardown");
      case PEAK, LEAKS -> List.of();
    };
  }

  /** What of a snapshot it is about. */
  MemorySnapshot of(MemorySnapshot whole) {
    return switch (this) {
      case SET_UP -> whole.until("body");
      case RUN -> whole.until("teardown").since("body");
      case TEAR_DOWN -> whole.since("teardown");
      case PEAK, LEAKS -> whole;
    };
  }
}
