package io.trackmemory.tracker.firstuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.text.BreakIterator;
import java.text.Collator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strings, characters, regular expressions, charsets, encodings. */
@SuppressWarnings("UnnecessaryStringBuilder") // it is what is measured
final class TextCalls {

  private TextCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("String.split, expression")) {
      return "a1b22c".split("[0-9]+", -1);
    }
    if (calls.is("String.replace")) {
      return "abcabc".replace("bc", "x");
    }
    if (calls.is("String.replaceAll")) {
      return "abcabc".replaceAll("b(c)", "$1");
    }
    if (calls.is("String.matches")) {
      return "abc".matches("[a-c]+");
    }
    if (calls.is("String.join")) {
      return String.join("-", List.of("a", "b"));
    }
    if (calls.is("String.toUpperCase")) {
      return "stra\u00dfe".toUpperCase(Locale.ROOT);
    }
    if (calls.is("String.getBytes, UTF-8")) {
      return "some \u0436".getBytes(UTF_8);
    }
    if (calls.is("String.getBytes, charset name")) {
      return "some \u0436".getBytes("ISO-8859-15");
    }
    if (calls.is("Charset.forName")) {
      return Charset.forName("windows-1252");
    }
    if (calls.is("Charset.encode")) {
      return UTF_8.encode("abc");
    }
    if (calls.is("Charset.decode")) {
      return UTF_8.decode(ByteBuffer.wrap(new byte[] {65}));
    }
    if (calls.is("String.compareToIgnoreCase and CASE_INSENSITIVE_ORDER")) {
      return sorted();
    }
    if (calls.is("StringBuilder")) {
      return new StringBuilder().append("a").append(17).append('c').reverse().toString();
    }
    if (calls.is("StringBuilder with a double")) {
      return new StringBuilder().append(1.25).append(2.5f).toString();
    }
    if (calls.is("Scanner")) {
      return scanned();
    }
    if (calls.is("Pattern.compile")) {
      return Pattern.compile("(\\w+)-(?<n>\\d+)");
    }
    if (calls.is("Pattern.compile, Unicode classes")) {
      return Pattern.compile("\\p{L}+\\p{IsGreek}", Pattern.CASE_INSENSITIVE);
    }
    if (calls.is("Matcher.find and group")) {
      return matched();
    }
    if (calls.is("Matcher.replaceAll, function")) {
      return Pattern.compile("b").matcher("abc").replaceAll(found -> found.group() + "x");
    }
    if (calls.is("Base64 encode")) {
      return Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
    }
    if (calls.is("Base64 decode")) {
      return Base64.getMimeDecoder().decode("AQID");
    }
    if (calls.is("HexFormat")) {
      return HexFormat.of().formatHex(new byte[] {1, 2, 3});
    }
    if (calls.is("Normalizer")) {
      return Normalizer.normalize("\u00e4", Normalizer.Form.NFD);
    }
    if (calls.is("Character.getName")) {
      return Character.getName('a');
    }
    if (calls.is("Collator")) {
      return Collator.getInstance(Locale.ENGLISH).compare("a", "b");
    }
    if (calls.is("BreakIterator")) {
      return broken();
    }
    if (calls.is("Locale.forLanguageTag")) {
      return Locale.forLanguageTag("de-CH").getDisplayCountry(Locale.ENGLISH);
    }
    return calls.none();
  }

  private static Object sorted() {
    List<String> list = new ArrayList<>(List.of("b", "A", "c"));
    list.sort(String.CASE_INSENSITIVE_ORDER);
    return list;
  }

  private static Object scanned() {
    try (Scanner scanner = new Scanner("12 abc 1.5")) {
      scanner.useLocale(Locale.ROOT);
      return List.of(scanner.nextInt(), scanner.next(), scanner.nextDouble());
    }
  }

  private static Object matched() {
    Matcher matcher = Pattern.compile("([a-z]+)-(?<n>[0-9]+)").matcher("ab-12");
    return matcher.find() ? matcher.group("n") : "";
  }

  private static Object broken() {
    BreakIterator words = BreakIterator.getWordInstance(Locale.ENGLISH);
    words.setText("some words");
    return words.next();
  }
}
