package io.trackmemory.tracker;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Figures as text, with their units; {@code n/a} where there is none. */
final class FigureText {

  private static final String NOT_AVAILABLE = "n/a";

  private FigureText() {}

  static String size(long bytes) {
    return ByteSize.ofBytes(bytes).toString();
  }

  static String size(OptionalLong bytes) {
    return bytes.isPresent() ? size(bytes.getAsLong()) : NOT_AVAILABLE;
  }

  static String count(OptionalLong count) {
    return count.isPresent() ? String.valueOf(count.getAsLong()) : NOT_AVAILABLE;
  }

  static String millis(OptionalLong millis) {
    return millis.isPresent() ? millis.getAsLong() + " ms" : NOT_AVAILABLE;
  }

  static String nanos(OptionalLong nanos) {
    return nanos.isPresent() ? nanos.getAsLong() / 1_000_000 + " ms" : NOT_AVAILABLE;
  }

  static String share(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble())
        : NOT_AVAILABLE;
  }

  static String number(OptionalDouble number) {
    return number.isPresent()
        ? String.format(Locale.ROOT, "%.2f", number.getAsDouble())
        : NOT_AVAILABLE;
  }

  static String known(Optional<?> figures) {
    return figures.map(Object::toString).orElse(NOT_AVAILABLE);
  }
}
