package io.trackmemory.dsl;

import io.trackmemory.proof.Injected;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakMoment;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs an action at each of some sizes, anew for each figure that is asked for. Used by one thread.
 *
 * <p>The smallest size runs once before, unmeasured: what a library fills at its first call would
 * else be in the figure of that size, and make the others look as if they grew less.
 */
final class SizeLadder {

  /* Orders are told apart from a factor of 1.5 on; what bounds leave open must be well below. */
  private static final double PEAK_STEP = 1.2;

  private static final int MOST_PEAK_RUNS = 8;

  /* A limit costs a collection whenever as much was allocated as lies between it and what lives. */
  private static final int MOST_COLLECTIONS = 100;

  private final int[] sizes;
  private final SizedAction action;
  private final TrackerAccess tracker;
  private boolean warm;

  SizeLadder(int[] sizes, SizedAction action, TrackerAccess tracker) {
    this.sizes = sizes.clone();
    this.action = action;
    this.tracker = tracker;
  }

  int smallest() {
    return sizes[0];
  }

  int largest() {
    return sizes[sizes.length - 1];
  }

  int number() {
    return sizes.length;
  }

  /** The same with something made at the largest size, as part of the action there. */
  SizeLadder with(Injection injection) {
    int last = largest();
    return new SizeLadder(
        sizes,
        size -> {
          action.run(size);
          if (size == last) {
            Injected.release();
            injection.make();
          }
        },
        tracker);
  }

  /** Measures a figure at each size, in order; what the action throws passes through. */
  List<Rung> measure(SizedFigure figure) {
    Optional<String> unavailable = tracker.unavailable();
    if (unavailable.isPresent()) {
      return List.of(Rung.unknown(smallest(), unavailable.get()));
    }
    warmUp();
    List<Rung> rungs = new ArrayList<>();
    for (int size : sizes) {
      rungs.add(
          switch (figure) {
            case ALLOCATED -> allocated(size);
            case PEAK -> peak(size);
            case RETAINED -> retained(size);
          });
    }
    return List.copyOf(rungs);
  }

  private void warmUp() {
    if (!warm) {
      run(smallest()).measurement(Ask.COUNTER);
      warm = true;
    }
  }

  private ActionSubject run(int size) {
    return new ActionSubject(() -> action.run(size), tracker, () -> {});
  }

  private Rung allocated(int size) {
    return rung(
        size,
        Ask.COUNTER,
        seen -> Rung.of(size, Range.exactly(seen.allocatedBytes()), seen.sites(), seen));
  }

  /* Bounds first, and then limits between them one by one: one that is passed costs a dump. */
  private Rung peak(int size) {
    Rung known = rung(size, Ask.ALL, seen -> ofPeak(size, seen));
    long nearest = known.seen().atLeast() + known.seen().atMost() / MOST_COLLECTIONS;
    for (int run = 0; run < MOST_PEAK_RUNS && isOpen(known.seen()); run++) {
      long limit = Math.max(nearest, limit(run, known.seen()));
      if (limit >= known.seen().atMost()) {
        break;
      }
      Ask ask = Ask.ALL.within(List.of(ByteSize.ofBytes(limit)));
      known = known.closer(rung(size, ask, seen -> ofPeak(size, seen)));
    }
    return known;
  }

  private static boolean isOpen(Range bounds) {
    return bounds.atMost() > PEAK_STEP * bounds.atLeast();
  }

  /* Most peaks are near one end: all that is made is kept, or one object after the other. */
  private static long limit(int run, Range bounds) {
    double low = Math.max(1, bounds.atLeast());
    return (long)
        switch (run) {
          case 0 -> bounds.atMost() / PEAK_STEP;
          case 1 -> low * PEAK_STEP;
          default -> Math.sqrt(low * bounds.atMost());
        };
  }

  private static Rung ofPeak(int size, MemorySnapshot seen) {
    PeakResult peak = seen.peakResult();
    PeakBracket bracket = peak.bracket();
    List<SiteStatistics> lines =
        peak.moments().stream()
            .max(Comparator.comparingLong(PeakMoment::liveBytes))
            .map(PeakMoment::live)
            .orElse(peak.atLeastOf());
    return Rung.of(size, new Range(bracket.atLeast(), bracket.atMost()), lines, seen);
  }

  /* Asked at once: what a later size replaces is there now. */
  private Rung retained(int size) {
    return rung(size, Ask.ALL, seen -> ofRetained(size, seen));
  }

  private static Rung ofRetained(int size, MemorySnapshot seen) {
    LeakResult result = seen.leakResult();
    Optional<String> unknown =
        result.uncertified().or(() -> result.estimate().map(LeakResult.Estimate::toString));
    if (unknown.isPresent()) {
      return Rung.unknown(size, unknown.get());
    }
    List<Leak> left = Stream.concat(result.leaks().stream(), result.told().stream()).toList();
    return Rung.of(
        size,
        Range.exactly(left.stream().mapToLong(Leak::shallowBytes).sum()),
        left.stream().flatMap(leak -> leak.objects().stream()).toList(),
        seen);
  }

  private Rung rung(int size, Ask ask, Function<MemorySnapshot, Rung> figure) {
    ActionSubject ran = run(size);
    Measurement measured = ran.measurement(ask);
    Optional<String> doubt =
        measured.uncertified().or(() -> measured.snapshot().flatMap(ran::doubt));
    return doubt
        .map(cause -> Rung.unknown(size, cause))
        .orElseGet(() -> figure.apply(measured.snapshot().orElseThrow()));
  }
}
