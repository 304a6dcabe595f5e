package io.trackmemory.tracker.question;

import io.trackmemory.tracker.base.OwnClasses;
import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.jvm.ForcedCollections;
import io.trackmemory.tracker.question.HeapCensus.Size;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many objects of each class a collection leaves, softly reachable ones among them, by the
 * JVM's own count: the diagnostic command {@code GC.class_histogram}, which collects first. Cheap
 * beside a heap dump, and enough to see that nothing grew. TrackMemory's own classes are left out.
 *
 * @param classes for each class, under the name that the JVM prints, its objects and their bytes
 */
public record ClassHistogram(Map<String, Size> classes) {

  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

  /** Counts now; empty where the JVM has no such command. */
  @SuppressWarnings("try") // the span is never referenced
  public static Optional<ClassHistogram> take() {
    try (ForcedCollections span = ForcedCollections.begin("Heap Inspection Initiated GC")) {
      return FullCollection.histogram()
          .map(ClassHistogram::parse)
          .filter(histogram -> !histogram.classes.isEmpty());
    }
  }

  static ClassHistogram parse(String text) {
    Map<String, Size> classes = new HashMap<>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(line -> !OwnClasses.contains(line.group(3)) && !isGap(line.group(3)))
        .forEach(
            line ->
                classes.merge(
                    ClassNames.stable(line.group(3)),
                    new Size(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))),
                    Size::plus));
    return new ClassHistogram(classes);
  }

  /* Dead space that the collector left, so called since JDK 19; it is int[] before. */
  private static boolean isGap(String type) {
    return type.contains("jdk.internal.vm.Filler");
  }

  /** Whether there is more of any class than there was. */
  public boolean hasMoreThan(ClassHistogram before) {
    return classes.entrySet().stream()
        .anyMatch(
            each ->
                each.getValue().isMoreThan(before.classes.getOrDefault(each.getKey(), Size.NONE)));
  }
}
