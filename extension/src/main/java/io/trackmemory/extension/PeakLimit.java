package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.tracker.ByteSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;

/** The limit on a body's live bytes, of {@link LimitPeak} or of settings. */
final class PeakLimit {

  /* The call that would accept: a whole number and its unit. */
  private static final Pattern CALL =
      Pattern.compile("hasPeakAtMost\\((bytes|kib|mib|gib)\\((\\d+)\\)\\)$");

  private PeakLimit() {}

  /**
   * Reads the annotation.
   *
   * @throws IllegalArgumentException if its value is no size
   */
  static ByteSize of(LimitPeak annotation) {
    try {
      return ByteSize.parse(annotation.value());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("value of @LimitPeak: " + e.getMessage(), e);
    }
  }

  static Limit limit(ByteSize size) {
    return new Limit(
        "at most " + size + " alive at once",
        scope -> assertThatMemory(scope).hasPeakAtMost(size),
        PeakLimit::accepted);
  }

  private static String accepted(AssertionFailedError failure) {
    Matcher call = CALL.matcher(String.valueOf(failure.getMessage()));
    return call.find() ? "@LimitPeak(\"" + call.group(2) + " " + unit(call.group(1)) + "\")" : "";
  }

  private static String unit(String call) {
    return switch (call) {
      case "kib" -> "KiB";
      case "mib" -> "MiB";
      case "gib" -> "GiB";
      default -> "B";
    };
  }
}
