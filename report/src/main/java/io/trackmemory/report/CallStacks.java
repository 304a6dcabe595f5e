package io.trackmemory.report;

import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.StackSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where a measurement's objects came from. What each line made is exact; it is shared out among the
 * stacks that were taken there as these say, in whole numbers, so that the sums stay exact. Any
 * thread may read it.
 *
 * @param rows by type and stack
 * @param taken stacks that were taken of these
 * @param count objects of all rows
 * @param bytes their bytes
 * @param followed whether it is known of any what became of it
 * @param ofWholeScope whether the stacks are of more than the measurement: of the scope that it is
 *     a part of
 */
record CallStacks(
    List<Row> rows, long taken, long count, long bytes, boolean followed, boolean ofWholeScope) {

  /* Of a share that is estimated from random samples, its error at 95 % is this many deviations. */
  private static final double DEVIATIONS = 1.96;

  /**
   * What came through one stack.
   *
   * @param lines innermost first: the line that allocates, and who called it as far as is known, up
   *     to the user's outermost line
   * @param taken how many stacks that rests on, 0 where no stack was taken
   * @param liveBytes bytes of them that were not seen to be collected, where each was followed
   * @param oneSize whether one class of sizes has each of them
   * @param smallestBytes size of the smallest that a stack was taken of, unless that may be another
   *     part's
   * @param largestBytes of the largest, likewise
   */
  record Row(
      String type,
      List<AllocationSite> lines,
      long taken,
      long count,
      long bytes,
      OptionalLong liveBytes,
      boolean oneSize,
      OptionalLong smallestBytes,
      OptionalLong largestBytes) {

    /** Whether count and bytes are known, and not shared out by samples. */
    boolean isExact() {
      return taken == count;
    }
  }

  static CallStacks of(MemorySnapshot seen) {
    Map<Place, Made> places = new LinkedHashMap<>();
    for (SiteStatistics row : seen.sites()) {
      places.computeIfAbsent(Place.of(row), Made::new).add(row);
    }
    boolean followed = !places.isEmpty() && new Samples(places).addAll(seen);
    List<Row> rows =
        places.values().stream().flatMap(made -> made.rows(seen.isPart()).stream()).toList();
    return new CallStacks(
        rows,
        rows.stream().mapToLong(Row::taken).sum(),
        rows.stream().mapToLong(Row::count).sum(),
        rows.stream().mapToLong(Row::bytes).sum(),
        followed,
        seen.isPart());
  }

  /** Whether each allocation has its stack. */
  boolean isExact() {
    return !ofWholeScope && rows.stream().allMatch(Row::isExact);
  }

  /**
   * How far, at most, a frame's share may be off: the error of a share of one half, at 95 %. 0
   * where each allocation has its stack, empty where none has.
   */
  OptionalDouble error() {
    if (isExact()) {
      return OptionalDouble.of(0);
    }
    return taken == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, DEVIATIONS * Math.sqrt(0.25 / taken)));
  }

  /** Bytes of which it is known whether they are alive. */
  long followedBytes() {
    return rows.stream().filter(row -> row.liveBytes().isPresent()).mapToLong(Row::bytes).sum();
  }

  /** A line and the type that it makes. */
  private record Place(String type, String className, String method, int line) {

    static Place of(SiteStatistics row) {
      return of(row.typeName(), row.site());
    }

    static Place of(String type, AllocationSite line) {
      return new Place(type, line.className(), line.methodName(), line.line());
    }

    /* A call that goes over several lines is at one of them in its stack, at another in the rows. */
    Place anyLine() {
      return new Place(type, className, method, 0);
    }
  }

  /** A stack that was taken of what a place made. */
  private record Taken(List<AllocationSite> lines, StackSample sample, Optional<Fates.Fate> fate) {}

  /** What one place made. */
  private static final class Made {

    private final Place place;
    private final List<SiteStatistics> seen = new ArrayList<>();
    private final List<Taken> stacks = new ArrayList<>();

    Made(Place place) {
      this.place = place;
    }

    void add(SiteStatistics row) {
      seen.add(row);
    }

    List<Row> rows(boolean part) {
      return stacks.isEmpty() ? byCaller() : byStack(part);
    }

    private List<Row> byCaller() {
      return seen.stream()
          .map(
              row ->
                  new Row(
                      place.type,
                      row.caller()
                          .map(caller -> List.of(row.site(), caller))
                          .orElse(List.of(row.site())),
                      0,
                      row.count(),
                      row.bytes(),
                      OptionalLong.empty(),
                      isOneSize(row.count(), row.bytes()),
                      OptionalLong.empty(),
                      OptionalLong.empty()))
          .toList();
    }

    private List<Row> byStack(boolean part) {
      long count = seen.stream().mapToLong(SiteStatistics::count).sum();
      long bytes = seen.stream().mapToLong(SiteStatistics::bytes).sum();
      double weight = stacks.stream().mapToDouble(each -> each.sample.estimatedCount()).sum();
      double weighted = stacks.stream().mapToDouble(each -> each.sample.estimatedBytes()).sum();
      boolean equal = isOneSize(count, bytes);
      Shares counts = new Shares(count, weight);
      Shares sizes = new Shares(bytes, weighted);
      List<Row> rows = new ArrayList<>();
      for (Taken each : stacks) {
        StackSample sample = each.sample;
        long share = counts.next(sample.estimatedCount());
        long bytesOfShare = equal ? share * (bytes / count) : sizes.next(sample.estimatedBytes());
        rows.add(
            new Row(
                place.type,
                each.lines,
                sample.samples(),
                share,
                bytesOfShare,
                each.fate.flatMap(fate -> fate.alive(sample.samples())).stream()
                    .mapToLong(alive -> Math.round(bytesOfShare * alive))
                    .findFirst(),
                equal || isOneClass(sample, share),
                part ? OptionalLong.empty() : OptionalLong.of(sample.smallestBytes()),
                part ? OptionalLong.empty() : OptionalLong.of(sample.largestBytes())));
      }
      return rows;
    }

    /* Of a class, unless several that the JVM generates are told by one name. */
    private boolean isOneSize(long count, long bytes) {
      return count == 1 || (!place.type.endsWith("[]") && bytes % count == 0);
    }

    private static boolean isOneClass(StackSample sample, long count) {
      return sample.samples() == count
          && SizeClass.of(sample.smallestBytes()) == SizeClass.of(sample.largestBytes());
    }
  }

  /** Shares out a whole number by weights; what is rounded adds up to it. */
  private static final class Shares {

    private final long whole;
    private final double weights;
    private double seen;
    private long given;

    Shares(long whole, double weights) {
      this.whole = whole;
      this.weights = weights;
    }

    long next(double weight) {
      seen += weight;
      boolean all = weights <= 0 || seen >= weights;
      long share = (all ? whole : Math.min(whole, Math.round(whole * (seen / weights)))) - given;
      given += share;
      return share;
    }
  }

  /** Finds for each stack the line that it was taken at. */
  private static final class Samples {

    private final Map<Place, Made> places;
    private final Map<Place, List<Made>> byMethod = new LinkedHashMap<>();

    Samples(Map<Place, Made> places) {
      this.places = places;
      for (Made made : places.values()) {
        byMethod.computeIfAbsent(made.place.anyLine(), key -> new ArrayList<>()).add(made);
      }
    }

    /* Gives whether any object was followed. */
    boolean addAll(MemorySnapshot seen) {
      List<StackSample> samples = seen.samples();
      Fates fates = Fates.of(samples.isEmpty() ? AllocationHistory.NONE : seen.history());
      for (StackSample sample : samples) {
        List<AllocationSite> lines = fromUsersCode(seen.lines(sample.frames()));
        if (!lines.isEmpty()) {
          of(Place.of(sample.typeName(), lines.get(0)))
              .ifPresent(made -> made.stacks.add(new Taken(lines, sample, fates.of(sample))));
        }
      }
      return !fates.isEmpty();
    }

    /* What called the user's outermost line, a test runner or a pool, tells nothing. */
    private static List<AllocationSite> fromUsersCode(List<AllocationSite> lines) {
      for (int i = lines.size(); i > 0; i--) {
        if (lines.get(i - 1).origin() == Origin.USER) {
          return lines.subList(0, i);
        }
      }
      return lines;
    }

    private Optional<Made> of(Place place) {
      Made there = places.get(place);
      return there != null
          ? Optional.of(there)
          : byMethod.getOrDefault(place.anyLine(), List.of()).stream()
              .min((a, b) -> Integer.compare(distance(a, place), distance(b, place)));
    }

    private static int distance(Made made, Place place) {
      return Math.abs(made.place.line - place.line);
    }
  }
}
