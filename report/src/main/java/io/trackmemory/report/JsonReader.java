package io.trackmemory.report;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) strictly: nothing after the value, no member twice, no more than 64 levels.
 * Objects become maps, arrays lists, numbers {@code Long} (where whole and within 64 bits) or
 * {@code Double}. What is {@linkplain #skip() skipped} is not kept, so that a file of any size can
 * be read from in little memory; members of an object that is skipped may occur twice. For one
 * thread.
 */
final class JsonReader {

  private static final int MAX_DEPTH = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** Where the text ends; no character of a valid text outside of strings. */
  private static final char END = '\uffff';

  private final Reader in;
  private final char[] buffer = new char[2048];
  private int position;
  private int limit;
  private long consumed;
  private int depth;

  /** Reads from {@code in}, whose failures are thrown as {@link UncheckedIOException}. */
  JsonReader(Reader in) {
    this.in = in;
  }

  /**
   * The value that {@code text} is.
   *
   * @throws IllegalArgumentException if it is no JSON, saying what is wrong where
   */
  static @Nullable Object read(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    Object value = reader.value();
    reader.end();
    return value;
  }

  /** Requires that nothing follows. */
  void end() {
    if (peek() != END || position < limit) {
      throw wrong("nothing may follow the value");
    }
  }

  /** The next value, whole. */
  @Nullable Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  /** Passes the next value. */
  void skip() {
    switch (peek()) {
      case '{' ->
          members(
              name -> {
                skip();
                return true;
              });
      case '[' -> elements(this::skip);
      case '"' -> skipString();
      default -> value();
    }
  }

  /**
   * Reads an object, or passes {@code null}.
   *
   * @param member gets each name, takes its value, and says whether to read on; if not, the rest of
   *     the text is left unread
   * @throws ClassCastException if something else follows
   */
  void members(Predicate<String> member) {
    if (peek() == 'n') {
      word("null", null);
      return;
    }
    enter('{');
    if (!skipped('}')) {
      do {
        if (peek() != '"') {
          throw wrong("a member's name must follow");
        }
        String name = string();
        require(':');
        if (!member.test(name)) {
          return;
        }
      } while (skipped(','));
      require('}');
    }
    depth--;
  }

  /**
   * Reads an array; {@code element} takes each value.
   *
   * @throws ClassCastException if something else follows
   */
  void elements(Runnable element) {
    enter('[');
    if (!skipped(']')) {
      do {
        element.run();
      } while (skipped(','));
      require(']');
    }
    depth--;
  }

  private void enter(char open) {
    if (!skipped(open)) {
      throw peek() == END
          ? wrong("the text ends too early")
          : new ClassCastException("not " + open);
    }
    if (++depth > MAX_DEPTH) {
      throw wrong("more than " + MAX_DEPTH + " levels");
    }
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members(
        name -> {
          if (members.containsKey(name)) {
            throw wrong("member \"" + name + "\" must not occur twice");
          }
          members.put(name, value());
          return true;
        });
    return members;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> elements = new ArrayList<>();
    elements(() -> elements.add(value()));
    return elements;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    characters(out);
    return out.toString();
  }

  private void skipString() {
    characters(null);
  }

  /** Takes the characters of a text as many at a time as the buffer has. */
  private void characters(@Nullable StringBuilder out) {
    next();
    while (true) {
      require(ready(), "the text ends too early");
      int from = position;
      while (position < limit && isPlain(buffer[position])) {
        position++;
      }
      if (out != null) {
        out.append(buffer, from, position - from);
      }
      if (position < limit) {
        char c = buffer[position++];
        if (c == '"') {
          return;
        }
        require(c == '\\', "a text must not hold control characters");
        char escaped = escaped();
        if (out != null) {
          out.append(escaped);
        }
      }
    }
  }

  private static boolean isPlain(char c) {
    return c != '"' && c != '\\' && c >= ' ';
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
    for (int i = 0; i < word.length(); i++) {
      require(ready() && buffer[position] == word.charAt(i), "a value must follow");
      position++;
    }
    return value;
  }

  private Object number() {
    StringBuilder digits = new StringBuilder();
    while (ready() && "+-.eE0123456789".indexOf(buffer[position]) >= 0) {
      digits.append(buffer[position++]);
    }
    String number = digits.toString();
    require(isShortWhole(number) || NUMBER.matcher(number).matches(), "a value must follow");
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException notWhole) {
      return Double.parseDouble(number);
    }
  }

  /** Whether it is plainly a number, as most are: the pattern takes long. */
  private static boolean isShortWhole(String number) {
    return !number.isEmpty()
        && number.length() < 18
        && (number.charAt(0) != '0' || number.length() == 1)
        && number.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private char next() {
    require(ready(), "the text ends too early");
    return buffer[position++];
  }

  /** The next character that is no white space, not taken yet. */
  private char peek() {
    while (ready() && " \t\r\n".indexOf(buffer[position]) >= 0) {
      position++;
    }
    return position < limit ? buffer[position] : END;
  }

  /** Whether there is a character at {@code position}. */
  private boolean ready() {
    return position < limit || fill();
  }

  private boolean fill() {
    try {
      consumed += limit;
      position = 0;
      limit = Math.max(0, in.read(buffer));
      return limit > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private void require(boolean held, String rule) {
    if (!held) {
      throw wrong(rule);
    }
  }

  private IllegalArgumentException wrong(String rule) {
    return new IllegalArgumentException(
        "no JSON at character " + (consumed + position) + ": " + rule);
  }
}
