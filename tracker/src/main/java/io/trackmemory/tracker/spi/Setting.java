package io.trackmemory.tracker.spi;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One key of the settings.
 *
 * @param key full name, such as {@code trackmemory.live.max}
 * @param byDefault gives the value where the key is not set
 * @param parser reads a value; throws {@code IllegalArgumentException} or returns empty for one
 *     that is not allowed
 * @param allowed what values are allowed, in words: {@code "a size such as \"64 KiB\""}
 */
public record Setting<T>(
    String key, Supplier<T> byDefault, Function<String, Optional<T>> parser, String allowed) {

  /** A key whose default is the same in every JVM. */
  public Setting(String key, T defaultValue, Function<String, Optional<T>> parser, String allowed) {
    this(key, () -> defaultValue, parser, allowed);
  }

  /** Value where the key is not set. */
  public T defaultValue() {
    return byDefault.get();
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the value is not allowed, naming key, value and what is
   */
  public T parse(String value) {
    Optional<T> parsed;
    try {
      parsed = parser.apply(value.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(refusal(value), e);
    }
    return parsed.orElseThrow(() -> new IllegalArgumentException(refusal(value)));
  }

  private String refusal(String value) {
    return key + " must be " + allowed + ": \"" + value + "\"";
  }
}
