package io.trackmemory.tracker.growth;

import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.leak.HeapCensus.Example;
import io.trackmemory.tracker.leak.HeapCensus.Held;
import io.trackmemory.tracker.leak.HeapCensus.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one holder held at each point, by type. Immutable.
 *
 * @param name the holder
 * @param once whether the JDK or the JVM holds it for itself: then only growth in each round
 *     counts, as code goes on being linked where it takes another path for the first time
 * @param types for each type how many there were, and their bytes
 * @param example how one of those that came last is held
 */
record Track(String name, boolean once, Map<String, Figures> types, Example example) {

  /** An array that is replaced by a larger one grows by half or doubles. */
  private static final double LARGER_ARRAY = 1.4;

  private static final double SURE = 0.95;

  static Track of(String name, List<Held> held) {
    Map<String, Figures> types = new TreeMap<>();
    for (int i = 0; i < held.size(); i++) {
      for (Map.Entry<String, Size> each : held.get(i).types().entrySet()) {
        Figures figures = types.computeIfAbsent(each.getKey(), key -> new Figures(held.size()));
        figures.counts[i] = each.getValue().count();
        figures.bytes[i] = each.getValue().bytes();
      }
    }
    boolean once = held.stream().anyMatch(Held::once);
    return new Track(name, once, types, held.get(held.size() - 1).example());
  }

  Figures sum() {
    return types.values().stream().reduce(Figures::plus).orElseThrow();
  }

  /** Without types of which what came here went from elsewhere. */
  Track without(Set<String> moved) {
    Map<String, Figures> left = new HashMap<>(types);
    moved.forEach(type -> left.computeIfPresent(type, (key, was) -> was.none()));
    return with(left);
  }

  /** With what another holder below this one holds. */
  Track plus(Track below) {
    Map<String, Figures> all = new HashMap<>(types);
    below.types.forEach((type, figures) -> all.merge(type, figures, Figures::plus));
    return with(all);
  }

  private Track with(Map<String, Figures> others) {
    return new Track(name, once, new TreeMap<>(others), example);
  }

  Shape shape() {
    Shape shape = higher(sure(counts(), counts().shape()), bytes().shapeOfSizes(LARGER_ARRAY));
    for (Figures figures : types.values()) {
      if (figures.areOfOne()) {
        Series ofOne = new Series(figures.bytes);
        shape = higher(shape, sure(ofOne, ofOne.shapeOfBytes(LARGER_ARRAY)));
      }
    }
    boolean rises = counts().risesInEachRound() && bytes().risesInEachRound();
    boolean settles = shape == Shape.INCONCLUSIVE || (shape == Shape.GROWING && !rises);
    return once && settles ? Shape.SATURATING : shape;
  }

  private static Shape higher(Shape one, Shape other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Shape sure(Series series, Shape shape) {
    return shape == Shape.GROWING && series.confidence() < SURE ? Shape.INCONCLUSIVE : shape;
  }

  boolean isSettled() {
    return shape().compareTo(Shape.INCONCLUSIVE) < 0;
  }

  Series counts() {
    return new Series(sum().counts);
  }

  Series bytes() {
    return new Series(sum().bytes);
  }

  double confidence() {
    double confidence = counts().shape() == Shape.GROWING ? counts().confidence() : 0;
    for (Figures figures : types.values()) {
      if (figures.areOfOne()) {
        confidence = Math.max(confidence, new Series(figures.bytes).confidence());
      }
    }
    return confidence;
  }

  /** What came from the first point to the last. */
  List<TypeStatistics> came() {
    List<TypeStatistics> came = new ArrayList<>();
    types.forEach(
        (type, figures) -> {
          int last = figures.counts.length - 1;
          long count = figures.counts[last] - figures.counts[0];
          long bytes = figures.bytes[last] - figures.bytes[0];
          if (count > 0 || bytes > 0) {
            came.add(new TypeStatistics(type, count, bytes));
          }
        });
    came.sort(
        Comparator.comparingLong(TypeStatistics::bytes)
            .reversed()
            .thenComparing(TypeStatistics::typeName));
    return came;
  }
}
