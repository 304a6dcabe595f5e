package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.MessageEnd;
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
  static Asked<ByteSize> of(LimitPeak annotation) {
    try {
      String words = "@LimitPeak(\"" + annotation.value() + "\")";
      return Asked.by(words, ByteSize.parse(annotation.value()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("value of @LimitPeak: " + e.getMessage(), e);
    }
  }

  static Limit limit(Asked<ByteSize> size) {
    return new Limit(
        size.words(),
        scope -> assertThatMemory(scope).hasPeakAtMost(size.value()),
        (failure, scope) -> accepted(size, failure));
  }

  private static String accepted(Asked<ByteSize> size, AssertionFailedError failure) {
    Matcher call = CALL.matcher(MessageEnd.of(String.valueOf(failure.getMessage())).accept());
    if (!call.find()) {
      return "";
    }
    String higher = call.group(2) + " " + unit(call.group(1));
    return size.accepting("@LimitPeak(\"" + higher + "\")", higher);
  }

  /** The unit of a size as its call names it. */
  static String unit(String call) {
    return switch (call) {
      case "kib" -> "KiB";
      case "mib" -> "MiB";
      case "gib" -> "GiB";
      default -> "B";
    };
  }
}
