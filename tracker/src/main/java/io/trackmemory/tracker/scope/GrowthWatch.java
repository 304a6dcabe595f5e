package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.question.CensusTaker;
import io.trackmemory.tracker.question.CensusTaker.ImpossibleException;
import io.trackmemory.tracker.question.ClassHistogram;
import io.trackmemory.tracker.question.GrowthJudge;
import io.trackmemory.tracker.question.HeapCensus;
import io.trackmemory.tracker.question.Rounds;
import io.trackmemory.tracker.spi.GrowthSpan;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the whole heap before and after rounds of runs. Where a class histogram shows no more of
 * any class than the one before, what is held is the same, and no heap dump is taken. Used by one
 * thread at a time; what it does is own work.
 */
public final class GrowthWatch implements GrowthSpan {

  private final int runs;
  private final Rounds rounds;
  private final CensusTaker taker;
  private final GrowthJudge judge;
  private final RecordedScope scope;
  private @Nullable ClassHistogram histogram;
  private int done;
  private Optional<String> uncertified;
  private OptionalLong leftBytes = OptionalLong.empty();

  /**
   * Watches runs.
   *
   * @param roots objects that count as holders, by description
   */
  GrowthWatch(RecordedScope scope, int runs, Map<String, Object> roots) {
    this.scope = scope;
    this.runs = runs;
    this.rounds = new Rounds(runs);
    this.judge = new GrowthJudge(runs);
    this.uncertified = Optional.of(Rounds.tooFew(runs)).filter(cause -> !cause.isEmpty());
    this.taker =
        new CensusTaker(
            new LeakQuery(
                List.of(),
                List.of(),
                roots,
                List.of(),
                scope.engine::isUserClass,
                scope.options.settings().get(Settings.LEAKS_IGNORE)));
  }

  /** Looks at the heap before the first of runs that others start. */
  public static GrowthSpan ofOthers(
      Engine engine, ScopeOptions options, int runs, Map<String, Object> roots) {
    RecordedScope around =
        engine.openApart(options.followingWithin(), Optional.ofNullable(engine.current()));
    GrowthWatch watch = new GrowthWatch(around, runs, roots);
    watch.begins();
    return watch;
  }

  /** Looks at the heap before the first run. */
  void begins() {
    look(0);
  }

  @Override
  public void ended(MemoryScope ofRun) {
    ((RecordedScope) ofRun).handedOver.await();
    ended();
  }

  /** Looks at the heap where a round of runs ends with this one. */
  void ended() {
    done++;
    if (rounds.endsWith(done)) {
      look(done);
    }
  }

  private void look(int run) {
    if (uncertified.isPresent()) {
      return;
    }
    try (OwnWork own = OwnWork.begin()) {
      scope.handedOver.await();
      uncertified = scope.neighbours.disturbance(); // who else is at work in this JVM
      if (uncertified.isEmpty()) {
        scope.engine.gate().addUpEnded(); // what waits is no growth
        judge.add(run, census());
      }
    } catch (ImpossibleException e) {
      uncertified = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /* A histogram is compared with the one before, and not with one that is taken after the dump:
   * what comes while a dump is read is growth like all other. The first is taken twice, so that
   * each is taken while one is kept. */
  private HeapCensus census() throws ImpossibleException {
    HeapCensus last = judge.last();
    boolean first = last.equals(HeapCensus.NONE);
    histogram = first ? ClassHistogram.take().orElse(null) : histogram;
    ClassHistogram before = histogram;
    histogram = ClassHistogram.take().orElse(null);
    if (histogram == null && !FullCollection.run()) {
      throw new ImpossibleException(FullCollection.IMPOSSIBLE);
    }
    leftBytes = leftBytes();
    boolean alike = !first && histogram != null && before != null && !histogram.hasMoreThan(before);
    return alike ? last : taker.take(last);
  }

  @Override
  public GrowthResult result(MemoryScope ofLast) {
    try (OwnWork own = OwnWork.begin()) {
      GrowthResult result =
          uncertified
              .map(cause -> GrowthResult.uncertified(runs, cause))
              .orElseGet(() -> judge.judge(leftBytes));
      ((RecordedScope) ofLast).growth(result);
      return result;
    }
  }

  @Override
  public void close() {
    scope.discard();
  }

  /* How much more the heap can hold, now that a collection has run. */
  private static OptionalLong leftBytes() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.maxMemory() == Long.MAX_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory());
  }
}
