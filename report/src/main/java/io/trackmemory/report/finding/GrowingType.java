package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
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
 */
record GrowingType(
    String className, Set<String> methods, boolean makesFirst, String made, String of) {

  private static final String COPY = "java.util.Arrays";

  /** All that are known; a test holds them against the JDK that runs it. */
  static final List<GrowingType> ALL =
      List.of(
          new GrowingType(
              "java.util.ArrayList", Set.of("grow"), false, "new ArrayList<>(%d)", "elements"),
          new GrowingType(
              "java.util.Vector", Set.of("grow"), false, "new Vector<>(%d)", "elements"),
          new GrowingType(
              "java.util.ArrayDeque", Set.of("grow"), false, "new ArrayDeque<>(%d)", "elements"),
          new GrowingType(
              "java.util.PriorityQueue",
              Set.of("grow"),
              false,
              "new PriorityQueue<>(%d)",
              "elements"),
          new GrowingType(
              "java.util.HashMap",
              Set.of("resize"),
              true,
              "new HashMap<>(%d) or the like of the map or set that is used",
              "buckets"),
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
              "characters"),
          new GrowingType(
              "java.io.ByteArrayOutputStream",
              Set.of("ensureCapacity"),
              false,
              "new ByteArrayOutputStream(%d)",
              "bytes"));

  /** The type that grew by making that; empty where it is none. */
  static Optional<GrowingType> of(Made made) {
    return made.lines().stream()
        .takeWhile(line -> line.origin() == Origin.JDK)
        .flatMap(line -> ALL.stream().filter(type -> type.grewAt(line, made)))
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
