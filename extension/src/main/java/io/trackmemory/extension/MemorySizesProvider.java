package io.trackmemory.extension;

import io.trackmemory.tracker.ByteSize;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;

/**
 * Gives the sizes of {@link MemorySizes}. Made and used by JUnit, which has the module that it
 * needs wherever the annotation is used; nothing else of ours knows it.
 */
final class MemorySizesProvider implements ArgumentsProvider, AnnotationConsumer<MemorySizes> {

  private @Nullable MemorySizes annotation;

  @Override
  public void accept(MemorySizes found) {
    annotation = found;
  }

  /**
   * The sizes, as the first parameter takes them.
   *
   * @throws IllegalArgumentException if an end is no size, or they are in the wrong order, or one
   *     does not fit the parameter
   */
  @Override
  @SuppressWarnings("deprecation") // the other one is not in JUnit 5.12, and calls this
  public Stream<? extends Arguments> provideArguments(ExtensionContext context) {
    MemorySizes asked = annotation;
    if (asked == null) {
      throw new IllegalStateException("JUnit must say which @MemorySizes it reads");
    }
    ByteSize from = size("from", asked.from());
    ByteSize to = size("to", asked.to());
    if (from.toBytes() == 0) {
      throw new IllegalArgumentException("from of @MemorySizes must be more than 0 B: " + from);
    }
    if (from.compareTo(to) > 0) {
      throw new IllegalArgumentException(
          "from of @MemorySizes must not be above to: \""
              + asked.from()
              + "\", \""
              + asked.to()
              + "\"");
    }
    Optional<Class<?>> type = firstParameter(context);
    if (isInt(type) && to.toBytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "to of @MemorySizes must fit in an int, as its parameter is one: " + to);
    }
    return steps(from.toBytes(), to.toBytes()).stream()
        .map(bytes -> Arguments.of(Named.of(name(bytes), value(bytes, type))));
  }

  private static ByteSize size(String name, String value) {
    try {
      return ByteSize.parse(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " of @MemorySizes: " + e.getMessage(), e);
    }
  }

  private static List<Long> steps(long from, long to) {
    List<Long> steps = new ArrayList<>();
    for (long bytes = from; bytes < to; bytes *= 2) {
      steps.add(bytes);
      if (bytes > Long.MAX_VALUE / 2) {
        break;
      }
    }
    steps.add(to);
    return steps;
  }

  /* As messages write it; in bytes where that would be rounded. */
  private static String name(long bytes) {
    String text = ByteSize.ofBytes(bytes).toString();
    return isExact(text, bytes) ? text : bytes + " B";
  }

  private static boolean isExact(String text, long bytes) {
    try {
      return ByteSize.parse(text).toBytes() == bytes;
    } catch (IllegalArgumentException e) {
      return false; // a unit that nobody writes
    }
  }

  /* Empty where it is none of a method. */
  private static Optional<Class<?>> firstParameter(ExtensionContext context) {
    return context
        .getTestMethod()
        .map(Method::getParameterTypes)
        .filter(types -> types.length > 0)
        .map(types -> types[0]);
  }

  private static boolean isInt(Optional<Class<?>> type) {
    return type.filter(each -> each == int.class || each == Integer.class).isPresent();
  }

  private static Object value(long bytes, Optional<Class<?>> type) {
    if (isInt(type)) {
      return (int) bytes;
    }
    if (type.filter(each -> each == long.class || each == Long.class).isPresent()) {
      return bytes;
    }
    return ByteSize.ofBytes(bytes);
  }
}
