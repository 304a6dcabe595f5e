package io.trackmemory.dsl.baseline;

import io.trackmemory.tracker.ByteSize;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far figures may be from their baseline, which a user wrote into the file.
 *
 * @param percent of the stored bytes; 0 for none
 * @param bytes that many in any case; where both are given, the larger one counts
 * @param reason why
 * @param text all of it as it was written
 */
public record Tolerance(BigDecimal percent, long bytes, String reason, String text) {

  static final String FORM =
      "a tolerance must be a share, a size or both, and a reason, such as \"5 %, 64 B: the pool may"
          + " take one more buffer\"";

  private static final Pattern WRITTEN =
      Pattern.compile("(?:(\\d+(?:\\.\\d+)?) ?%)?(?:(?<=%), *)?([^,%:]+)?: *(\\S.*)");

  /**
   * Reads what stands behind {@code tolerance:}.
   *
   * @throws IllegalArgumentException if it has another form, naming the form
   */
  static Tolerance parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches() || (written.group(1) == null && written.group(2) == null)) {
      throw new IllegalArgumentException(FORM + ": \"" + text + "\"");
    }
    BigDecimal percent =
        written.group(1) == null ? BigDecimal.ZERO : new BigDecimal(written.group(1));
    long bytes = written.group(2) == null ? 0 : ByteSize.parse(written.group(2).strip()).toBytes();
    if (percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException(
          "the share of a tolerance must be 100 % at most: \"" + text + "\"");
    }
    return new Tolerance(percent, bytes, written.group(3), text);
  }

  /** How many bytes may be more or less than so many. */
  public long allowed(long stored) {
    long share =
        percent
            .multiply(BigDecimal.valueOf(stored))
            .divideToIntegralValue(BigDecimal.valueOf(100))
            .longValue();
    return Math.max(bytes, share);
  }

  /** As files have it. */
  @Override
  public String toString() {
    return text;
  }
}
