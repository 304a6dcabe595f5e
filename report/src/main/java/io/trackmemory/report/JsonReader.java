package io.trackmemory.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) strictly: nothing after the value, no member twice, no more than 64 levels.
 * Objects become maps, arrays lists, numbers {@code Long} (where whole and within 64 bits) or
 * {@code Double}. For one thread.
 */
final class JsonReader {

  private static final int MAX_DEPTH = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** Where the text ends; no character of a valid text outside of strings. */
  private static final char END = '\uffff';

  private final String text;
  private int position;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * The value that {@code text} is.
   *
   * @throws IllegalArgumentException if it is no JSON, saying what is wrong where
   */
  static @Nullable Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    if (reader.peek() != END) {
      throw reader.wrong("nothing may follow the value");
    }
    return value;
  }

  private @Nullable Object value() {
    return switch (peek()) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Object nested(Supplier<Object> reader) {
    if (++depth > MAX_DEPTH) {
      throw wrong("more than " + MAX_DEPTH + " levels");
    }
    position++;
    Object value = reader.get();
    depth--;
    return value;
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (skipped('}')) {
      return members;
    }
    do {
      if (peek() != '"') {
        throw wrong("a member's name must follow");
      }
      String name = string();
      require(':');
      if (members.containsKey(name)) {
        throw wrong("member \"" + name + "\" must not occur twice");
      }
      members.put(name, value());
    } while (skipped(','));
    require('}');
    return members;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> elements = new ArrayList<>();
    if (skipped(']')) {
      return elements;
    }
    do {
      elements.add(value());
    } while (skipped(','));
    require(']');
    return elements;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    position++;
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw wrong("a text must not hold control characters");
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw wrong("unknown escape \\" + c);
    };
  }

  private char unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char digit = next();
      if (digit > 'f' || Character.digit(digit, 16) < 0) {
        throw wrong("four hexadecimal digits must follow \\u");
      }
      unit = unit * 16 + Character.digit(digit, 16);
    }
    return (char) unit;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, position)) {
      throw wrong("a value must follow");
    }
    position += word.length();
    return value;
  }

  private Object number() {
    int start = position;
    while (position < text.length() && "+-.eE0123456789".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    String number = text.substring(start, position);
    if (!NUMBER.matcher(number).matches()) {
      throw wrong("a value must follow");
    }
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException notWhole) {
      return Double.parseDouble(number);
    }
  }

  private char next() {
    if (position >= text.length()) {
      throw wrong("the text ends too early");
    }
    return text.charAt(position++);
  }

  /** The next character that is no white space, not taken yet. */
  private char peek() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : END;
  }

  private boolean skipped(char expected) {
    boolean found = peek() == expected;
    position += found ? 1 : 0;
    return found;
  }

  private void require(char expected) {
    if (!skipped(expected)) {
      throw wrong("'" + expected + "' must follow");
    }
  }

  private IllegalArgumentException wrong(String rule) {
    return new IllegalArgumentException("no JSON at character " + position + ": " + rule);
  }
}
