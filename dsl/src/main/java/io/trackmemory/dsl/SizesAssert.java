package io.trackmemory.dsl;

import io.trackmemory.dsl.Injection.How;
import io.trackmemory.proof.Injected.Made;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.SizeSeries;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Assertions on how memory grows with the size of the work: of the bytes allocated, unless {@link
 * #ofPeak()} or {@link #ofRetained()} says otherwise.
 *
 * <p>Each figure is measured at its first check: the action runs at each size in a scope of its
 * own, for the peak again with limits until it is known closely, and once before at the smallest
 * size, unmeasured, so that what libraries fill at their first call is in no figure. First use is
 * apart as everywhere. To be used by one thread.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class SizesAssert extends AbstractMemoryAssert<SizesAssert> {

  private static final int FEWEST_SIZES = 5;
  private static final int LEAST_FACTOR = 16;

  private final SizeLadder ladder;
  private final SizedFigure figure;
  private Optional<List<Rung>> measured = Optional.empty();
  private Optional<SizeSeries> seen = Optional.empty();

  private SizesAssert(SizeLadder ladder, SizedFigure figure, Subject subject, Context context) {
    super(ladder, SizesAssert.class, subject, context);
    this.ladder = ladder;
    this.figure = figure;
  }

  static SizesAssert of(int[] sizes, SizedAction action, Context context) {
    Arguments.ALONE.ascending("sizes", sizes);
    Arguments.ALONE.notNull("action", action);
    SizeLadder ladder = new SizeLadder(sizes, action, context.tracker());
    String phrase =
        "the action over "
            + ladder.number()
            + " sizes from "
            + ladder.smallest()
            + " to "
            + ladder.largest();
    Runnable asked =
        context.begin("assertThatMemoryOver", "measured its action", "growsAtMost(Growth.LINEAR)");
    return new SizesAssert(
        ladder, SizedFigure.ALLOCATED, new ObjectSubject(phrase, asked), context);
  }

  /** Turns to live bytes at their highest, at each size. */
  @CheckReturnValue
  public SizesAssert ofPeak() {
    return of(SizedFigure.PEAK);
  }

  /**
   * Turns to what each run leaves behind: the bytes of what it made and is still strongly reachable
   * after it, whoever keeps it.
   */
  @CheckReturnValue
  public SizesAssert ofRetained() {
    return of(SizedFigure.RETAINED);
  }

  private SizesAssert of(SizedFigure other) {
    try (OwnWork own = OwnWork.begin()) {
      return described(new SizesAssert(ladder, other, subject(), context()));
    }
  }

  /**
   * Verifies that the figure grows no faster with the size than an order says. One holds if the
   * figure, divided by what the order comes to, is at the largest size at most 1.5 times its median
   * over the sizes; where several do, the lowest is told.
   *
   * <p>Cannot be certified with fewer than five sizes, or where the largest is less than 16 times
   * the smallest; of the peak, which is known by bounds, where these leave it open: where garbage
   * is a hundred times what is alive, closer ones would take too many collections.
   *
   * <pre><code class='java'>
   * int[] sizes = {64, 256, 1024, 4096, 16384};
   * // passes
   * assertThatMemoryOver(sizes, n -&gt; new StringBuilder().append("x".repeat(n)))
   *     .growsAtMost(Growth.LINEAR);
   * // fails: each round copies all that is there
   * assertThatMemoryOver(sizes, n -&gt; concatenated(n)).growsAtMost(Growth.LINEAR);</code></pre>
   *
   * @throws IllegalArgumentException if {@code order} is null
   */
  public SizesAssert growsAtMost(Growth order) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("order", order);
      String call = figure.path() + "growsAtMost(" + order + ")";
      Optional<String> tooFew = tooFew();
      if (tooFew.isPresent()) {
        return conclude(call, new Ruling.Uncertified(tooFew.get(), order.toString()));
      }
      subject().asked();
      List<Rung> rungs = rungs();
      seen = series(order, rungs);
      return conclude(
          About.FIGURES,
          call,
          rungs.get(rungs.size() - 1).snapshot(),
          proved(order, call, rungs, elsewhere(call, judge(order, rungs), rungs, order)));
    }
  }

  private Ruling proved(Growth order, String call, List<Rung> rungs, Ruling ruling) {
    return proof(call)
        .of(
            ruling,
            () -> List.of(breaking(order, rungs)),
            injection -> judge(order, measuredWith(injection)));
  }

  /* What is alive at the highest is not what is alive when more is made. */
  private Breaking.Plan breaking(Growth order, List<Rung> rungs) {
    boolean allocated = figure == SizedFigure.ALLOCATED;
    long there = figure == SizedFigure.PEAK ? 0 : rungs.get(rungs.size() - 1).seen().atLeast();
    return Breaking.Plan.of(
        new Injection(allocated ? How.DROPPED : How.KEPT, Made.BYTES, 1, 0),
        Unit.BYTES,
        Math.max(1, new GrowthFit(rungs).broken(order) - there));
  }

  private List<Rung> measuredWith(Injection injection) {
    List<Rung> rungs = new ArrayList<>();
    context().tracker().undone(() -> rungs.addAll(ladder.with(injection).measure(figure)));
    return rungs;
  }

  @Override
  Verdict told(Verdict verdict) {
    return seen.map(verdict::over).orElse(verdict);
  }

  /* None where some of it is not known. */
  private Optional<SizeSeries> series(Growth order, List<Rung> rungs) {
    if (rungs.stream().anyMatch(rung -> rung.uncertified().isPresent())) {
      return Optional.empty();
    }
    GrowthFit fit = new GrowthFit(rungs);
    return Optional.of(
        new SizeSeries(
            figure.phrase(),
            order.toString(),
            fit.found().map(Growth::toString),
            fit.mostShare(order),
            rungs.stream()
                .map(
                    rung ->
                        new SizeSeries.Point(
                            rung.size(),
                            rung.seen().atLeast(),
                            rung.seen().atMost(),
                            order.of(rung.size())))
                .toList()));
  }

  private List<Rung> rungs() {
    List<Rung> known = measured.orElseGet(() -> ladder.measure(figure));
    measured = Optional.of(known);
    return known;
  }

  private Optional<String> tooFew() {
    long least = (long) LEAST_FACTOR * ladder.smallest();
    if (ladder.number() >= FEWEST_SIZES && ladder.largest() >= least) {
      return Optional.empty();
    }
    String enough =
        IntStream.range(0, FEWEST_SIZES)
            .mapToObj(step -> Long.toString((long) ladder.smallest() << step))
            .reduce((one, next) -> one + ", " + next)
            .orElseThrow();
    return Optional.of(
        "orders of growth show in "
            + FEWEST_SIZES
            + " sizes or more of which the largest is at least "
            + LEAST_FACTOR
            + " times the smallest; say sizes such as "
            + enough);
  }

  private Ruling judge(Growth order, List<Rung> rungs) {
    Optional<Rung> unknown =
        rungs.stream().filter(rung -> rung.uncertified().isPresent()).findFirst();
    if (unknown.isPresent()) {
      return new Ruling.Uncertified(
          "at size " + unknown.get().size() + ": " + unknown.get().uncertified().orElseThrow(),
          order.toString());
    }
    GrowthFit fit = new GrowthFit(rungs);
    if (fit.holds(order)) {
      return new Ruling.Passed();
    }
    return fit.isBroken(order)
        ? new Ruling.Failed(
            new ShouldGrowAtMost(subject().phrase(), figure, order, fit.found(), rungs))
        : new Ruling.Uncertified(open(order, rungs), order.toString());
  }

  private static String open(Growth order, List<Rung> rungs) {
    Rung last = rungs.get(rungs.size() - 1);
    return "live bytes at their highest are known by their bounds only, "
        + last.amount()
        + " at size "
        + last.size()
        + ", and between them "
        + order
        + " may hold or not; limit the peak of single sizes by hasPeakAtMost(size) instead";
  }

  private Ruling elsewhere(String call, Ruling ruling, List<Rung> rungs, Growth order) {
    Elsewhere elsewhere = new Elsewhere(context().tracker(), call + " of " + subject().phrase());
    Ruling known = ruling;
    for (Rung rung : rungs) {
      Optional<MemorySnapshot> seen = rung.snapshot();
      if (known instanceof Ruling.Passed passed && passed.note().isEmpty()) {
        known = elsewhere.judge(known, seen, order.toString());
      }
    }
    return known;
  }
}
