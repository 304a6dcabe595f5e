package io.trackmemory.tracker.question;

import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.holder.ReferenceChain;
import io.trackmemory.tracker.question.HeapCensus.Held;
import io.trackmemory.tracker.question.HeapCensus.Keeper;
import io.trackmemory.tracker.question.HeapCensus.Naming;
import io.trackmemory.tracker.question.HeapCensus.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one holder held at each point, by type. Immutable.
 *
 * @param name the holder
 * @param keeper for whom it is held: what the JDK or the JVM holds for itself must grow steadily to
 *     count, as it goes on filling its caches where code takes another path for the first time;
 *     what it holds for classes and call sites ends with the code, and is no growth
 * @param types for each type how many there were, and their bytes
 * @param cleared those of them that were there for soft references whose value is gone
 * @param naming how the holder is called
 * @param example how one of those that came last is held
 */
record Track(
    String name,
    Keeper keeper,
    Map<String, Figures> types,
    Map<String, Figures> cleared,
    Naming naming,
    ReferenceChain example) {

  /** An array that is replaced by a larger one grows by half or doubles. */
  private static final double LARGER_ARRAY = 1.4;

  private static final double SURE = 0.95;

  static final Comparator<TypeStatistics> MOST_BYTES_FIRST =
      Comparator.comparingLong(TypeStatistics::bytes)
          .reversed()
          .thenComparing(TypeStatistics::typeName);

  static Track of(String name, List<Held> held) {
    Map<String, Figures> types = new TreeMap<>();
    Map<String, Figures> cleared = new TreeMap<>();
    held.stream()
        .flatMap(each -> each.types().keySet().stream())
        .distinct()
        .forEach(
            type -> {
              cleared.put(type, cleared(type, held));
              types.put(type, all(type, held, cleared.get(type)));
            });
    Keeper keeper = held.stream().map(Held::keeper).max(Comparator.naturalOrder()).orElseThrow();
    Held last = held.get(held.size() - 1);
    return new Track(name, keeper, types, cleared, last.naming(), last.example());
  }

  /**
   * What was there for a soft value still is when the value is gone, and has not come with that: of
   * those there for cleared references as many are left out as ever were for soft values before.
   */
  private static Figures cleared(String type, List<Held> held) {
    Figures figures = new Figures(held.size());
    Size soft = Size.NONE;
    for (int i = 0; i < held.size(); i++) {
      Size cleared = held.get(i).cleared().getOrDefault(type, Size.NONE);
      figures.counts[i] = Math.max(0, cleared.count() - soft.count());
      figures.bytes[i] = Math.max(0, cleared.bytes() - soft.bytes());
      soft = soft.orMore(held.get(i).soft().getOrDefault(type, Size.NONE));
    }
    return figures;
  }

  /** What a class holds as soon as it is initialised counts as if it always had. */
  private static Figures all(String type, List<Held> held, Figures cleared) {
    Figures figures = new Figures(held.size());
    for (int i = 0; i < held.size(); i++) {
      Held now = held.get(i);
      Size all = now.types().getOrDefault(type, Size.NONE);
      Size gone = now.cleared().getOrDefault(type, Size.NONE);
      figures.counts[i] = all.count() - gone.count() + cleared.counts[i];
      figures.bytes[i] = all.bytes() - gone.bytes() + cleared.bytes[i];
      if (i > 0 && now.withClass() && held.get(i - 1).types().isEmpty()) {
        Arrays.fill(figures.counts, 0, i, figures.counts[i]);
        Arrays.fill(figures.bytes, 0, i, figures.bytes[i]);
      }
    }
    return figures;
  }

  Figures sum() {
    return types.values().stream().reduce(Figures::plus).orElseThrow();
  }

  /** Without types of which what came here went from elsewhere. */
  Track without(Set<String> moved) {
    Map<String, Figures> left = new TreeMap<>(types);
    moved.forEach(type -> left.computeIfPresent(type, (key, was) -> was.none()));
    return new Track(name, keeper, left, cleared, naming, example);
  }

  /** With what another holder below this one holds. */
  Track plus(Track below) {
    return new Track(
        name, keeper, sum(types, below.types), sum(cleared, below.cleared), naming, example);
  }

  private static Map<String, Figures> sum(Map<String, Figures> one, Map<String, Figures> other) {
    Map<String, Figures> sum = new TreeMap<>(one);
    other.forEach((type, figures) -> sum.merge(type, figures, Figures::plus));
    return sum;
  }

  /* Without those of cleared references, which the collector may have cleared. */
  private Track lasting() {
    Map<String, Figures> left = new TreeMap<>();
    types.forEach(
        (type, figures) ->
            left.put(type, figures.minus(cleared.getOrDefault(type, figures.none()))));
    return new Track(name, keeper, left, Map.of(), naming, example);
  }

  private boolean hasCleared() {
    return cleared.values().stream().anyMatch(figures -> !figures.areNone());
  }

  /** Entries of cleared soft references alone are never sure to grow. */
  Shape shape() {
    Shape shape = ofAll();
    return shape == Shape.GROWING && hasCleared() && lasting().ofAll() != Shape.GROWING
        ? Shape.INCONCLUSIVE
        : shape;
  }

  private Shape ofAll() {
    Shape shape = higher(sure(counts(), counts().shape()), bytes().shapeOfSizes(LARGER_ARRAY));
    for (Figures figures : types.values()) {
      if (figures.areOfOne()) {
        Series ofOne = new Series(figures.bytes);
        shape = higher(shape, sure(ofOne, ofOne.shapeOfBytes(LARGER_ARRAY)));
      }
    }
    return isOwn(shape) ? Shape.SATURATING : shape;
  }

  private boolean isOwn(Shape shape) {
    boolean steady = shape == Shape.GROWING && counts().risesSteadily();
    return shape.compareTo(Shape.INCONCLUSIVE) >= 0
        && (keeper == Keeper.CODE || (keeper == Keeper.JDK && !steady));
  }

  private static Shape higher(Shape one, Shape other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Shape sure(Series series, Shape shape) {
    return shape == Shape.GROWING && series.confidence() < SURE ? Shape.INCONCLUSIVE : shape;
  }

  /** The holder as messages name it. */
  String shown() {
    return naming.shown().isEmpty() ? name : naming.shown();
  }

  /** Whether more and more objects of a type come. */
  boolean pilesUp(String type) {
    Figures figures = types.get(type);
    return figures != null && new Series(figures.counts).shape().compareTo(Shape.INCONCLUSIVE) >= 0;
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

  /**
   * What came from the first point to the last, of types of which more came in the last half, where
   * any did: what came before that is no part of what goes on.
   */
  List<TypeStatistics> came() {
    List<TypeStatistics> came = came(types);
    Map<String, Figures> going = new TreeMap<>(types);
    going.values().removeIf(figures -> !figures.goOn());
    List<TypeStatistics> goesOn = came(going);
    return goesOn.isEmpty() ? came : goesOn;
  }

  private static List<TypeStatistics> came(Map<String, Figures> types) {
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
    came.sort(MOST_BYTES_FIRST);
    return came;
  }
}
