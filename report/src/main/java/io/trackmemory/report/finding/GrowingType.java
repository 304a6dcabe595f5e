package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A type of the JDK that takes a larger array when its own is full, and a copy of what it has.
 *
 * @param className the class that does
 * @param methods its methods that do, as far as a JDK has them
 * @param makesFirst whether they make the first array, too, at the same line
 * @param made what to write to make one of a capacity; {@code %d} is the capacity
 * @param of what the capacity counts
 * @param asked classes by which the user's own code asks for more, so that it is its own
 */
record GrowingType(
    String className,
    Set<String> methods,
    boolean makesFirst,
    String made,
    String of,
    Set<String> asked) {

  private static final String COPY = "java.util.Arrays";

  /** All that are known; a test holds them against the JDK that runs it. */
  static final List<GrowingType> ALL =
      List.of(
          ofElements("java.util.ArrayList", "grow"),
          ofElements("java.util.Vector", "grow", "java.util.Stack"),
          ofElements("java.util.ArrayDeque", "grow"),
          ofElements("java.util.PriorityQueue", "grow"),
          new GrowingType(
              "java.util.HashMap",
              Set.of("resize"),
              true,
              "new HashMap<>(%d) or the like of the map or set that is used",
              "buckets",
              Set.of(
                  "java.util.HashMap",
                  "java.util.LinkedHashMap",
                  "java.util.HashSet",
                  "java.util.AbstractCollection")),
          new GrowingType(
              "java.lang.AbstractStringBuilder",
              Set.of(
                  "ensureCapacityInternal", // until 24, as inflate
                  "inflate",
                  "ensureCapacitySameCoder",
                  "ensureCapacityNewCoder",
                  "inflateIfNeededFor",
                  "inflateToUTF16"),
              false,
              "new StringBuilder(%d)",
              "characters",
              Set.of(
                  "java.lang.StringBuilder",
                  "java.lang.StringBuffer",
                  "java.lang.AbstractStringBuilder")),
          new GrowingType(
              "java.io.ByteArrayOutputStream",
              Set.of("ensureCapacity"),
              false,
              "new ByteArrayOutputStream(%d)",
              "bytes",
              Set.of("java.io.ByteArrayOutputStream", "java.io.OutputStream")));

  private static GrowingType ofElements(String className, String method, String... below) {
    Set<String> asked = new HashSet<>(Set.of(below));
    asked.add(className);
    asked.add("java.util.AbstractCollection");
    return new GrowingType(
        className,
        Set.of(method),
        false,
        "new " + className.substring(className.lastIndexOf('.') + 1) + "<>(%d)",
        "elements",
        Set.copyOf(asked));
  }

  /**
   * The type that grew by making that, where the user's own line asked it to; empty where it is
   * none, or a library or another class of the JDK has it, to which nobody can give a size.
   */
  static Optional<GrowingType> of(Made made) {
    List<AllocationSite> below =
        made.lines().stream().takeWhile(line -> line.origin() != Origin.USER).toList();
    return below.isEmpty() || below.stream().anyMatch(line -> line.origin() != Origin.JDK)
        ? Optional.empty()
        : ALL.stream()
            .filter(type -> type.asked.contains(below.get(below.size() - 1).className()))
            .filter(type -> below.stream().anyMatch(line -> type.grewAt(line, made)))
            .findFirst();
  }

  private boolean grewAt(AllocationSite line, Made made) {
    return line.className().equals(className)
        && methods.contains(line.methodName())
        && (makesFirst || !isFirst(made));
  }

  /* A list without an array makes its first itself, and has each later one copied. */
  private boolean isFirst(Made made) {
    return className.equals("java.util.ArrayList") && !made.allocates().className().equals(COPY);
  }

  /** The capacity of which an array of that size is the room, never too small. */
  long capacity(String arrayType, long bytes, int header, int reference) {
    long slots = Math.max(1, (bytes - header) / slotBytes(arrayType, reference));
    return makesFirst ? Long.highestOneBit(slots) : slots;
  }

  private static int slotBytes(String arrayType, int reference) {
    return switch (arrayType) {
      case "byte[]" -> 1;
      case "char[]" -> 2;
      default -> reference;
    };
  }
}
