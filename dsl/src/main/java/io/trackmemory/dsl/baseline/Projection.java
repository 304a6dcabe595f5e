package io.trackmemory.dsl.baseline;

import io.trackmemory.tracker.spi.HeapLayout;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What objects that were seen in one JVM would take in another one, whose layout differs.
 *
 * <p>Of objects it follows from the fields of their class. Of arrays only their bytes in all are
 * known, padding among them, and that of each depends on its length: where headers or references
 * have another size there are bounds.
 *
 * @param from the JVM that they were seen in
 * @param to the other one
 * @param classes gives the loaded classes of a type
 */
record Projection(
    BaselinePlatform from, BaselinePlatform to, Function<String, List<Class<?>>> classes) {

  private static final int GAPLESS_ARRAYS = 23; // the JDK since which elements follow the length

  /** Not less than one, nor more than the other. */
  record Bounds(long atLeast, long atMost) {

    boolean isExact() {
      return atLeast == atMost;
    }

    boolean contain(long bytes) {
      return bytes >= atLeast && bytes <= atMost;
    }

    /** By how much this is more than a figure; negative where it is less. */
    long beyond(long bytes) {
      return bytes < atLeast ? atLeast - bytes : Math.min(0, atMost - bytes);
    }
  }

  /** What the objects of a line that was seen would take. */
  Bounds of(BaselineLine seen) {
    if (from.layout().equals(to.layout()) && !hasGaps()) {
      return new Bounds(seen.bytes(), seen.bytes());
    }
    return seen.typeName().endsWith("[]") ? ofArrays(seen) : ofObjects(seen);
  }

  /* Before 23, elements of arrays began at a multiple of eight: of another JDK, that may differ. */
  private boolean hasGaps() {
    return from.jdk().feature() != to.jdk().feature() && arrayHeader(from, 1) != arrayHeader(to, 1);
  }

  private Bounds ofArrays(BaselineLine seen) {
    String type = seen.typeName();
    String element = type.substring(0, type.length() - "[]".length());
    int elementFrom = fieldBytes(from.layout(), element);
    int elementTo = fieldBytes(to.layout(), element);
    long headerFrom = arrayHeader(from, elementFrom);
    long headerTo = arrayHeader(to, elementTo);
    long alignment = from.layout().alignment();
    if (headerFrom == headerTo
        && elementFrom == elementTo
        && alignment == to.layout().alignment()) {
      return new Bounds(seen.bytes(), seen.bytes());
    }
    long most = seen.bytes() - seen.count() * headerFrom;
    long least = Math.max(0, most - seen.count() * padding(alignment, elementFrom, headerFrom));
    long toAlignment = to.layout().alignment();
    return new Bounds(
        align(seen.count() * headerTo + least / elementFrom * elementTo, toAlignment),
        seen.count() * (headerTo + padding(toAlignment, elementTo, headerTo))
            + most / elementFrom * elementTo);
  }

  /* The most bytes behind the last element: one more element would fill them. */
  private static long padding(long alignment, int element, long header) {
    return header % element == 0 ? Math.max(0, alignment - element) : alignment - 1;
  }

  private static long arrayHeader(BaselinePlatform platform, int element) {
    int gap = platform.jdk().feature() < GAPLESS_ARRAYS ? 8 : Math.max(1, element);
    return align(platform.layout().header() + 4L, gap);
  }

  private Bounds ofObjects(BaselineLine seen) {
    Optional<long[]> shape = shape(seen.typeName());
    if (shape.isPresent()
        && seen.count() * objectBytes(from.layout(), shape.get()) == seen.bytes()) {
      long bytes = seen.count() * objectBytes(to.layout(), shape.get());
      return new Bounds(bytes, bytes);
    }
    HeapLayout before = from.layout();
    HeapLayout after = to.layout();
    long most = seen.bytes() - seen.count() * before.header();
    long least = Math.max(0, most - seen.count() * (before.alignment() - 1));
    double ratio = (double) after.reference() / before.reference();
    return new Bounds(
        seen.count() * after.header() + (long) Math.floor(least * Math.min(1, ratio)),
        seen.count() * (after.header() + after.alignment() - 1L)
            + (long) Math.ceil(most * Math.max(1, ratio)));
  }

  private static long objectBytes(HeapLayout layout, long[] shape) {
    return align(layout.header() + shape[0] + shape[1] * layout.reference(), layout.alignment());
  }

  /* Bytes of fields that are no references, and number of those that are: where all agree. */
  private Optional<long[]> shape(String typeName) {
    long[] known = null;
    for (Class<?> type : classes.apply(typeName)) {
      long[] shape = shape(type);
      if (known != null && (known[0] != shape[0] || known[1] != shape[1])) {
        return Optional.empty();
      }
      known = shape;
    }
    return Optional.ofNullable(known);
  }

  private static long[] shape(Class<?> type) {
    long[] shape = new long[2];
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      try {
        for (Field field : at.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            boolean reference = !field.getType().isPrimitive();
            shape[reference ? 1 : 0] += reference ? 1 : primitiveBytes(field.getType().getName());
          }
        }
      } catch (LinkageError e) {
        shape[0] = Integer.MIN_VALUE; // no size that was seen: then there are bounds
      }
    }
    return shape;
  }

  private static int fieldBytes(HeapLayout layout, String type) {
    int bytes = primitiveBytes(type);
    return bytes == 0 ? layout.reference() : bytes;
  }

  private static int primitiveBytes(String type) {
    return switch (type) {
      case "boolean", "byte" -> 1;
      case "char", "short" -> 2;
      case "int", "float" -> 4;
      case "long", "double" -> 8;
      default -> 0;
    };
  }

  private static long align(long bytes, long alignment) {
    return (bytes + alignment - 1) / alignment * alignment;
  }
}
