package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Writes JSON (RFC 8259): a line for each member or element of the outer levels, so that each row
 * of a table is one. The text is safe inside a script tag too: markup, line separators and
 * invisible characters are escaped. For one thread.
 */
final class JsonWriter {

  /** Levels whose members have lines of their own. */
  private static final int MAX_LINED_DEPTH = 4;

  private final StringBuilder out = new StringBuilder();
  private int depth;

  private JsonWriter() {}

  /** The text of {@code object}, with a line break at its end. */
  static String write(JsonObject object) {
    JsonWriter writer = new JsonWriter();
    writer.value(object);
    return writer.out.append('\n').toString();
  }

  private void value(Object value) {
    if (value instanceof JsonObject object) {
      block('{', '}', object.members().entrySet(), this::member);
    } else if (value instanceof Iterable<?> list) {
      block('[', ']', list, this::value);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Boolean || value instanceof Long || value instanceof Integer) {
      out.append(value);
    } else {
      optional(value);
    }
  }

  private void optional(Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresentOrElse(this::value, () -> out.append("null"));
    } else if (value instanceof OptionalLong number) {
      number.ifPresentOrElse(out::append, () -> out.append("null"));
    } else if (value instanceof OptionalDouble number && finite(number)) {
      out.append(number.getAsDouble());
    } else if (value instanceof OptionalDouble) {
      out.append("null");
    } else {
      throw new IllegalArgumentException("value must be one that JSON has: " + value.getClass());
    }
  }

  private static boolean finite(OptionalDouble number) {
    return number.isPresent() && Double.isFinite(number.getAsDouble());
  }

  private <T> void block(char open, char close, Iterable<T> parts, Consumer<T> print) {
    Iterator<T> iterator = parts.iterator();
    out.append(open);
    if (iterator.hasNext()) {
      depth++;
      while (iterator.hasNext()) {
        line();
        print.accept(iterator.next());
        out.append(iterator.hasNext() ? separator() : "");
      }
      if (depth-- <= MAX_LINED_DEPTH) {
        line();
      }
    }
    out.append(close);
  }

  private void member(Map.Entry<String, Object> member) {
    string(member.getKey());
    out.append(": ");
    value(member.getValue());
  }

  private String separator() {
    return depth <= MAX_LINED_DEPTH ? "," : ", ";
  }

  private void line() {
    if (depth <= MAX_LINED_DEPTH) {
      out.append('\n').append(" ".repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      character(c);
      i += Character.charCount(c);
    }
    out.append('"');
  }

  private void character(int c) {
    if (isPlain(c)) {
      out.append((char) c);
    } else if (c == '"' || c == '\\') {
      out.append('\\').append((char) c);
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c < 0x80 || VisibleText.isInvisible(c)) {
      for (char unit : Character.toChars(c)) {
        out.append(String.format("\\u%04x", (int) unit));
      }
    } else {
      out.appendCodePoint(c);
    }
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
  }
}
