package io.trackmemory.tracker.firstuse;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Formatter;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Formatting and parsing with patterns and locales. */
final class FormatCalls {

  private FormatCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("String.format, string and integer")) {
      return String.format(Locale.ROOT, "%5d %s", 12, "x");
    }
    if (calls.is("String.format, default locale")) {
      return String.format("%s %d", "x", 1000);
    }
    if (calls.is("String.format, grouping")) {
      return String.format(Locale.ENGLISH, "%,d", 1234567);
    }
    if (calls.is("String.format, double")) {
      return String.format(Locale.ROOT, "%.2f", 1.5);
    }
    if (calls.is("String.format, scientific and general")) {
      return String.format(Locale.ROOT, "%e %g", 12345.678, 0.001);
    }
    if (calls.is("String.format, BigDecimal")) {
      return String.format(Locale.ROOT, "%s %.3f", new BigDecimal("10"), new BigDecimal("1.23456"));
    }
    if (calls.is("String.format, date")) {
      return String.format(Locale.ENGLISH, "%1$tF %1$tB", 0L);
    }
    if (calls.is("Formatter")) {
      return formatted();
    }
    if (calls.is("MessageFormat")) {
      return MessageFormat.format("{0} of {1}", "a", "b");
    }
    if (calls.is("MessageFormat, number")) {
      return new MessageFormat("{0,number,#.##}", Locale.ENGLISH).format(new Object[] {1.25});
    }
    if (calls.is("DecimalFormat")) {
      return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT))
          .format(1234.5);
    }
    if (calls.is("DecimalFormat, parse")) {
      return new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)).parse("1.5");
    }
    if (calls.is("NumberFormat")) {
      return NumberFormat.getInstance(Locale.FRANCE).format(1234.5);
    }
    if (calls.is("NumberFormat, currency")) {
      return NumberFormat.getCurrencyInstance(Locale.US).format(12.5);
    }
    if (calls.is("NumberFormat, compact")) {
      return NumberFormat.getCompactNumberInstance(Locale.US, NumberFormat.Style.SHORT)
          .format(12_000);
    }
    if (calls.is("Currency")) {
      return Currency.getInstance("EUR").getSymbol(Locale.GERMANY);
    }
    if (calls.is("Locale.getDisplayName")) {
      return Locale.CANADA_FRENCH.getDisplayName(Locale.GERMAN);
    }
    if (calls.is("ResourceBundle, of a class")) {
      return ResourceBundle.getBundle(Texts.class.getName(), Locale.ROOT).getString("hello");
    }
    if (calls.is("ResourceBundle, not kept")) {
      return ResourceBundle.getBundle(Texts.class.getName(), Locale.ROOT, new Forgetful());
    }
    if (calls.is("ResourceBundle, missing")) {
      return missing();
    }
    return calls.none();
  }

  /** A bundle of our own. */
  public static final class Texts extends ListResourceBundle {
    @Override
    protected Object[][] getContents() {
      return new Object[][] {{"hello", "Hello"}};
    }
  }

  /** Has bundles made anew each time. */
  static final class Forgetful extends ResourceBundle.Control {
    @Override
    public long getTimeToLive(String baseName, Locale locale) {
      return TTL_DONT_CACHE;
    }
  }

  private static Object formatted() {
    try (Formatter formatter = new Formatter(Locale.ROOT)) {
      return formatter.format("%d", 5).toString();
    }
  }

  private static Object missing() {
    try {
      return ResourceBundle.getBundle("io.trackmemory.none", Locale.ROOT);
    } catch (MissingResourceException e) {
      return e;
    }
  }
}
