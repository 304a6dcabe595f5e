package io.trackmemory.acceptance.code;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.text.BreakIterator;
import java.text.Collator;
import java.text.DateFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Scanner;
import java.util.TimeZone;
import java.util.regex.Pattern;

/** What the JDK caches for texts, and the same kept by user code. */
public final class NearMissesOfTexts {

  static final List<Object> KEPT = new ArrayList<>();
  static final Map<String, Pattern> PATTERNS = new HashMap<>();

  private NearMissesOfTexts() {}

  /** A bundle of the user's. */
  public static final class Words extends ListResourceBundle {
    @Override
    protected Object[][] getContents() {
      return new Object[][] {{"hello", "servus"}};
    }
  }

  /** All of them. */
  public static List<Pair> all() {
    return List.of(
        pair("regular expression", NearMissesOfTexts::regex, () -> PATTERNS.put("b", pattern())),
        pair("format", NearMissesOfTexts::format, () -> KEPT.add(new java.util.Formatter())),
        pair("date format", NearMissesOfTexts::dates, () -> KEPT.add(new SimpleDateFormat("yy"))),
        pair("time", NearMissesOfTexts::times, () -> KEPT.add(DateTimeFormatter.ofPattern("yy"))),
        pair("number", NearMissesOfTexts::numbers, () -> KEPT.add(NumberFormat.getInstance())),
        pair("big number", NearMissesOfTexts::bigNumbers, () -> KEPT.add(new BigDecimal("1.5"))),
        pair(
            "resource bundle",
            () -> Pair.use(ResourceBundle.getBundle(Words.class.getName()).getString("hello")),
            () -> KEPT.add(new Words())),
        pair("charset", NearMissesOfTexts::charsets, () -> KEPT.add(new String(new char[] {'a'}))),
        pair("message", NearMissesOfTexts::messages, () -> KEPT.add(new MessageFormat("{0}"))),
        pair("collator", NearMissesOfTexts::order, () -> KEPT.add(Collator.getInstance())),
        pair("scanner", NearMissesOfTexts::scan, () -> KEPT.add(new Scanner("1 2"))));
  }

  private static Pair pair(
      String name,
      io.trackmemory.tracker.ThrowingRunnable nearMiss,
      io.trackmemory.tracker.ThrowingRunnable leak) {
    String holder = name.equals("regular expression") ? "PATTERNS" : "KEPT";
    return new Pair(
        name,
        nearMiss,
        leak,
        NearMissesOfTexts.class.getName() + "." + holder,
        () -> {
          KEPT.clear();
          PATTERNS.clear();
        });
  }

  private static Pattern pattern() {
    return Pattern.compile("(?<year>\\d{4})-[\\p{IsAlphabetic}&&[^a-c]]+");
  }

  private static void regex() {
    if (!pattern().matcher("2026-xyz").matches()) {
      throw new IllegalStateException();
    }
    Pair.use("a, b;c".split("[,;]\\s*", -1));
    Pair.use("Straße".replaceAll("\\p{javaLowerCase}(?i)ß", "ss"));
  }

  @SuppressWarnings("JavaUtilDate") // is what is formatted
  private static void format() {
    for (Locale locale : List.of(Locale.GERMANY, Locale.JAPAN, new Locale("ar", "EG"))) {
      Pair.use(String.format(locale, "%,.2f %08x %tc %S", 1234.5, 17, new Date(0), "ß").length());
    }
  }

  @SuppressWarnings("JavaUtilDate") // is what is formatted
  private static void dates() throws Exception {
    DateFormat format = new SimpleDateFormat("EEE d MMM yyyy HH:mm z", Locale.FRANCE);
    format.setTimeZone(TimeZone.getTimeZone("Asia/Tokyo"));
    Pair.use(format.parse(format.format(new Date(0))));
    Pair.use(DateFormat.getDateInstance(DateFormat.FULL, Locale.KOREA).format(new Date(0)));
  }

  private static void times() {
    ZonedDateTime time = ZonedDateTime.of(2026, 2, 3, 4, 5, 6, 0, ZoneId.of("America/Sao_Paulo"));
    Pair.use(
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL)
            .withLocale(Locale.ITALY)
            .format(time));
    Pair.use(DateTimeFormatter.ofPattern("d. MMMM uuuu zzzz", Locale.CHINA).format(time));
    Pair.use(LocalDate.parse("2026-02-03").getDayOfWeek());
    Pair.use(JapaneseDate.of(2026, 2, 3).toString());
  }

  private static void numbers() throws Exception {
    Pair.use(NumberFormat.getCurrencyInstance(new Locale("pt", "BR")).format(12.5));
    Pair.use(NumberFormat.getPercentInstance(new Locale("sv", "SE")).format(0.12));
    Pair.use(
        NumberFormat.getCompactNumberInstance(Locale.UK, NumberFormat.Style.SHORT).format(12_345));
    Pair.use(Currency.getInstance("CHF").getDisplayName(Locale.GERMANY));
  }

  private static void bigNumbers() {
    Pair.use(
        new BigDecimal("1e40")
            .divide(new BigDecimal("3"), 60, java.math.RoundingMode.UP)
            .toString());
    Pair.use(BigInteger.TEN.pow(5_000).toString());
    Pair.use(BigInteger.valueOf(97).isProbablePrime(20));
  }

  private static void charsets() throws Exception {
    for (String name : List.of("windows-1252", "Shift_JIS", "UTF-16LE", "IBM500")) {
      byte[] bytes = "Grüße".getBytes(name);
      Pair.use(new String(bytes, Charset.forName(name)).length());
    }
  }

  private static void messages() {
    Pair.use(
        MessageFormat.format("{0,number,#.##} {1,date,short} {2,choice,0#none|1#one}", 1.5, 0L, 1));
  }

  private static void order() {
    Pair.use(Collator.getInstance(new Locale("es", "ES")).compare("ñandu", "nube"));
    BreakIterator words = BreakIterator.getSentenceInstance(Locale.US);
    words.setText("One. Two.");
    Pair.use(words.next());
    Pair.use(java.text.Normalizer.normalize("é", java.text.Normalizer.Form.NFD).length());
  }

  private static void scan() {
    try (Scanner scanner = new Scanner("1 2.5 true").useLocale(Locale.US)) {
      Pair.use(scanner.nextInt());
      Pair.use(scanner.nextDouble());
      Pair.use(scanner.nextBoolean());
    }
  }
}
