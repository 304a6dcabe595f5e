package io.trackmemory.tracker.firstuse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lambdas, concatenation, records, enums, switches, exceptions. */
@SuppressWarnings("UnnecessaryLambda") // lambdas are what is measured
final class LanguageCalls {

  private LanguageCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("lambda")) {
      return supplier().get();
    }
    if (calls.is("method reference, bound")) {
      return bound("abc").get();
    }
    if (calls.is("method reference, constructor")) {
      return constructor().get();
    }
    if (calls.is("concatenation")) {
      return concatenation("a", 5);
    }
    if (calls.is("concatenation with a double")) {
      return ofDouble("a", 1.5);
    }
    if (calls.is("concatenation of many")) {
      return many("a", 'b', 5, 6L, true, 1.5f);
    }
    if (calls.is("record equals")) {
      return new Point(1, "a").equals(new Point(1, "a"));
    }
    if (calls.is("record hashCode")) {
      return new Point(1, "a").hashCode() + 1000;
    }
    if (calls.is("record toString")) {
      return new Point(1, "a").toString();
    }
    if (calls.is("enum values")) {
      return Colour.values();
    }
    if (calls.is("enum valueOf")) {
      return Shade.valueOf("DARK");
    }
    if (calls.is("EnumMap")) {
      return new EnumMap<>(Map.of(Gas.NEON, 1));
    }
    if (calls.is("text block")) {
      return """
          some
          text %s
          """
          .formatted("x");
    }
    if (calls.is("varargs and boxing")) {
      return boxes(1000, 2000L, '\u0436', 1.5);
    }
    if (calls.is("anonymous class")) {
      return new Object() {
        @Override
        public String toString() {
          return "x";
        }
      }.toString();
    }
    if (calls.is("exception caught")) {
      return thrown(1);
    }
    if (calls.is("exception printed")) {
      return printed(new IllegalStateException("x", new RuntimeException("y")));
    }
    if (calls.is("NullPointerException message")) {
      return nullMessage(null);
    }
    if (calls.is("class initialiser")) {
      return new Initialised().table();
    }
    return calls.none();
  }

  record Point(int x, String name) {}

  enum Colour {
    RED,
    GREEN
  }

  enum Shade {
    LIGHT,
    DARK
  }

  enum Gas {
    NEON
  }

  static final class Initialised {
    private static final Map<String, String> TABLE = Map.of("a", "b");

    Object table() {
      return TABLE;
    }
  }

  static final class Asserting {
    Asserting(int value) {
      assert value > 0 : "value";
    }
  }

  private static Supplier<Object> supplier() {
    return () -> new Object();
  }

  private static Supplier<Object> bound(String value) {
    return value::length;
  }

  private static Supplier<Object> constructor() {
    return Object::new;
  }

  private static String concatenation(String text, int number) {
    return text + " of " + number;
  }

  private static String ofDouble(String text, double number) {
    return text + number;
  }

  private static String many(String a, char b, int c, long d, boolean e, float f) {
    return a + b + c + d + e + f + a + b;
  }

  private static Object boxes(Object... values) {
    return values;
  }

  private static Object thrown(int depth) {
    try {
      throw new IllegalArgumentException("depth " + depth);
    } catch (IllegalArgumentException e) {
      return e;
    }
  }

  private static Object printed(Exception exception) {
    StringWriter text = new StringWriter();
    exception.printStackTrace(new PrintWriter(text));
    return text;
  }

  private static Object nullMessage(@Nullable String text) {
    try {
      return requireLength(text);
    } catch (NullPointerException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @SuppressWarnings("NullAway") // what is measured
  private static int requireLength(@Nullable String text) {
    return text.length();
  }
}
