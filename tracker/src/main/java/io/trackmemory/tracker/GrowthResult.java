package io.trackmemory.tracker;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What repeated runs left behind, told by shape: by what was strongly reachable after each round of
 * runs, when a full collection had been proved. How a shape is told is in {@code
 * docs/how-it-works.md}.
 *
 * @param runs how often the action ran
 * @param holders what changed, one for each holder, what grows first; empty if nothing did or
 *     {@code uncertified} is present
 * @param runsToHeapLimit about how many more runs fill the heap at this rate; empty where nothing
 *     grows, or the JVM sets no limit
 * @param uncertified why growth could not be told, and what to do; empty where it could
 */
public record GrowthResult(
    int runs, List<Holder> holders, OptionalLong runsToHeapLimit, Optional<String> uncertified) {

  /** The same to two digits: it is not known better. */
  public OptionalLong aboutRunsToHeapLimit() {
    return runsToHeapLimit.isEmpty()
        ? runsToHeapLimit
        : OptionalLong.of(
            BigDecimal.valueOf(runsToHeapLimit.getAsLong())
                .round(new MathContext(2))
                .longValueExact());
  }

  /** {@code At this rate the heap is full after about 590000 more runs}, where it grows. */
  public Optional<String> forecast() {
    return aboutRunsToHeapLimit().stream()
        .mapToObj(number -> "At this rate the heap is full after about " + number + " more runs")
        .findFirst();
  }

  /** What becomes of the memory that runs leave behind. */
  public enum Shape {
    /** Each round left as much as before the first. */
    NONE,
    /** One round left something, and none after it. */
    ONE_TIME,
    /** Some rounds left something, until it was enough: a cache that is full. */
    SATURATING,
    /** Neither settled nor growing steadily: not enough runs to tell. */
    INCONCLUSIVE,
    /** Each round leaves more. */
    GROWING
  }

  /**
   * What one holder held.
   *
   * @param signature stable name of the holder, the same in every run: {@code
   *     com.acme.Registry.SESSIONS}
   * @param shape what became of it
   * @param points what it held before the first run and after each round
   * @param bytesPerRun by how much it grew with each run, the median of the slopes between the
   *     points of the last half (Theil and Sen); 0 unless it grows
   * @param bytesPerRunError standard error of {@code bytesPerRun}, by the ranks of these slopes
   *     (Sen): 1.96 times as much to both sides holds the true rate in 95 of 100 cases, where one
   *     round does not depend on another; empty unless it grows
   * @param objectsPerRun likewise
   * @param confidence how sure it is that points without a trend would rise less, 0 to 1 (Mann and
   *     Kendall); 0 unless it grows
   * @param types what came to it from the first point to the last, by type, most bytes first
   * @param rootDescription what kind of root the chain starts from
   * @param chain references from the root to one of the objects that came, the object last; empty
   *     where nothing came to the holder at the last point
   * @param suspectIndex index in {@code chain} of the first reference in the user's own code
   */
  public record Holder(
      String signature,
      Shape shape,
      List<Point> points,
      double bytesPerRun,
      OptionalDouble bytesPerRunError,
      double objectsPerRun,
      double confidence,
      List<TypeStatistics> types,
      String rootDescription,
      List<ChainLink> chain,
      OptionalInt suspectIndex) {

    /** Copies the lists. */
    public Holder {
      points = List.copyOf(points);
      types = List.copyOf(types);
      chain = List.copyOf(chain);
    }

    /** Of which the error of the rate is not known. */
    public Holder(
        String signature,
        Shape shape,
        List<Point> points,
        double bytesPerRun,
        double objectsPerRun,
        double confidence,
        List<TypeStatistics> types,
        String rootDescription,
        List<ChainLink> chain,
        OptionalInt suspectIndex) {
      this(
          signature,
          shape,
          points,
          bytesPerRun,
          OptionalDouble.empty(),
          objectsPerRun,
          confidence,
          types,
          rootDescription,
          chain,
          suspectIndex);
    }

    /** The points of the last half, between which the rates are taken. */
    public List<Point> lastHalf() {
      int rounds = points.size() - 1;
      return points.subList(Math.max(0, rounds - 2 * (rounds / 4)), points.size());
    }
  }

  /**
   * What was held at one moment.
   *
   * @param runs number of runs before it
   * @param count objects
   * @param bytes their shallow size in bytes
   */
  public record Point(int runs, long count, long bytes) {}

  /** Copies the list. */
  public GrowthResult {
    holders = List.copyOf(holders);
  }

  /** A verdict that could not be given. */
  public static GrowthResult uncertified(int runs, String cause) {
    return new GrowthResult(runs, List.of(), OptionalLong.empty(), Optional.of(cause));
  }

  /** The shape of the whole: that of the holder of which there is most to say. */
  public Shape shape() {
    return holders.stream().map(Holder::shape).max(Comparator.naturalOrder()).orElse(Shape.NONE);
  }

  /** The holders of one shape. */
  public List<Holder> holders(Shape shape) {
    return holders.stream().filter(holder -> holder.shape() == shape).toList();
  }

  /** By how many bytes all that grows grew with each run. */
  public double bytesPerRun() {
    return holders.stream().mapToDouble(Holder::bytesPerRun).sum();
  }

  /** By how many objects all that grows grew with each run. */
  public double objectsPerRun() {
    return holders.stream().mapToDouble(Holder::objectsPerRun).sum();
  }
}
