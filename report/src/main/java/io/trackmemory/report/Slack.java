package io.trackmemory.report;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By how much a figure may differ from that of the run before and still be called the same.
 *
 * @param percent of the figure before; 0 for none
 */
record Slack(BigDecimal percent) {

  static final Slack NONE = new Slack(BigDecimal.ZERO);

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?%?");

  /**
   * Reads {@code 5%}, {@code 0.5 %}, {@code 5}.
   *
   * @throws IllegalArgumentException if it has another form, naming the form
   */
  static Slack parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a tolerance must be a share in percent, such as 5% or 0.5%: \"" + text + "\"");
    }
    return new Slack(new BigDecimal(form.group(1)));
  }

  /** How much may be more or less than {@code before}. */
  long allowed(long before) {
    return percent
        .multiply(BigDecimal.valueOf(before))
        .divideToIntegralValue(BigDecimal.valueOf(100))
        .min(BigDecimal.valueOf(Long.MAX_VALUE - before))
        .longValue();
  }

  /** {@code 5 %}. */
  @Override
  public String toString() {
    return percent.toPlainString() + " %";
  }
}
