package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.UnattributedBytes;
import java.util.ArrayList;
import java.util.List;

/** Bytes that no line accounts for, in words. */
final class Unattributed {

  private Unattributed() {}

  /** The total, and each cause with its bytes. */
  static Fact of(UnattributedBytes bytes) {
    List<String> parts = new ArrayList<>();
    bytes
        .causes()
        .forEach(row -> parts.add(row.cause().text() + " " + Numbers.sizeAndExact(row.bytes())));
    bytes
        .unknownBytes()
        .ifPresent(
            unknown -> {
              if (unknown > 0) {
                parts.add("unknown cause " + Numbers.sizeAndExact(unknown));
              }
            });
    return new Fact(
        "Unattributed",
        Numbers.orNotAvailable(bytes.total(), Numbers::sizeAndExact),
        parts.isEmpty()
            ? "made by native code and the JVM itself"
            : "made by native code and the JVM itself: " + String.join(", ", parts));
  }
}
