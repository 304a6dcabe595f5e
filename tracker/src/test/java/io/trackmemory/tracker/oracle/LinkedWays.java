package io.trackmemory.tracker.oracle;

import static io.trackmemory.tracker.oracle.Ways.exact;
import static io.trackmemory.tracker.oracle.Ways.onceWarm;
import static io.trackmemory.tracker.oracle.Ways.sink;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What the JVM links at its first run: lambdas, concatenation, records, enums, initialisers. */
@SuppressWarnings("UnnecessaryLambda") // lambdas are what is measured
final class LinkedWays {

  private LinkedWays() {}

  static void addTo(List<Way> ways) {
    ways.add(exact("lambda", 0, () -> sink = supplier()));
    ways.add(exact("lambdaRuns", 1, () -> sink = supplier().get()));
    ways.add(exact("capturingLambda", 1, () -> sink = capturing("x")));
    ways.add(exact("capturingLambdaRuns", 2, () -> sink = capturing("x").get()));
    ways.add(exact("boundReference", 1, () -> sink = bound("x")));
    ways.add(exact("constructorReference", 1, () -> sink = constructor().get()));
    ways.add(exact("arrayReference", 1, () -> sink = array().apply(5)));
    ways.add(exact("boxingReference", 1, () -> sink = boxing().apply(5000)));
    ways.add(exact("concatenation", 2, () -> sink = concatenation("a", 5)));
    ways.add(exact("concatenationOfMany", 2, () -> sink = many("a", 'b', 5, 6L, true, null)));
    ways.add(exact("concatenationUtf16", 2, () -> sink = concatenation("\u0436", 5)));
    ways.add(onceWarm("concatenationOfDouble", () -> sink = ofDouble(1.5)));
    ways.add(exact("record", 1, () -> sink = new Point(1, "a")));
    ways.add(exact("recordToString", -1, () -> sink = POINT.toString()));
    ways.add(exact("recordHashCode", -1, LinkedWays::recordHashCode));
    ways.add(exact("recordEquals", 1, () -> sink = POINT.equals(new Point(1, "a"))));
    ways.add(exact("enumValues", 1, () -> sink = Colour.values()));
    ways.add(exact("enumValueOf", 0, () -> sink = Shade.valueOf("DARK")));
    ways.add(exact("enumSwitch", 0, () -> sink = enumSwitch(Shade.DARK)));
    ways.add(exact("enumSet", 1, () -> sink = EnumSet.noneOf(Suit.class)));
    ways.add(exact("enumMap", 2, () -> sink = new EnumMap<Metal, String>(Metal.class)));
    ways.add(exact("stringSwitch", 0, () -> sink = stringSwitch("three")));
    ways.add(exact("initialiser", 1, () -> sink = new Initialised()));
    ways.add(exact("interfaceInitialiser", 0, () -> sink = Constants.TABLE));
    ways.add(exact("anonymousClass", 1, () -> sink = new Object() {}));
    ways.add(exact("assertion", 1, () -> sink = new Asserting(1)));
  }

  private static final Point POINT = new Point(1, "a");

  record Point(int x, String name) {}

  enum Colour {
    RED,
    GREEN
  }

  enum Shade {
    LIGHT,
    DARK
  }

  enum Suit {
    HEARTS
  }

  enum Metal {
    IRON
  }

  static final class Initialised {
    static final List<String> TABLE = List.of("a", "b", "c");
    static final byte[] BUFFER = new byte[10_000];
  }

  static final class Asserting {
    Asserting(int value) {
      assert value > 0 : "value";
    }
  }

  interface Constants {
    List<String> TABLE = List.of("x", "y", "z");
  }

  private static Supplier<Object> supplier() {
    return () -> new Object();
  }

  private static Supplier<Object> capturing(String value) {
    return () -> new String[] {value};
  }

  private static Supplier<Object> bound(String value) {
    return value::length;
  }

  private static Supplier<Object> constructor() {
    return Object::new;
  }

  private static IntFunction<int[]> array() {
    return int[]::new;
  }

  private static IntFunction<Object> boxing() {
    return Integer::valueOf;
  }

  private static String concatenation(String text, int number) {
    return text + " of " + number;
  }

  private static String ofDouble(double number) {
    return "d" + number;
  }

  private static String many(
      String a, char b, int c, long d, boolean e, @org.jspecify.annotations.Nullable Object f) {
    return a + b + c + d + e + f + a + b;
  }

  private static void recordHashCode() {
    if (POINT.hashCode() == 42) {
      sink = "";
    }
  }

  private static String enumSwitch(Shade shade) {
    return switch (shade) {
      case LIGHT -> "l";
      case DARK -> "d";
    };
  }

  private static String stringSwitch(String text) {
    return switch (text) {
      case "one" -> "1";
      case "two" -> "2";
      case "three" -> "3";
      default -> "many";
    };
  }
}
