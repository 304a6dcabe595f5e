package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure;
import java.util.Optional;
import java.util.function.Function;

/**
 * Each run of an action by itself. A check is asked of one after the other; the worst one decides.
 * Used by one thread.
 */
final class EachRun implements Subject {

  private static final String ALL = "each run of the action";

  private final ActionSubject action;
  private String phrase = ALL;
  private Optional<MemorySnapshot> worstRun = Optional.empty();

  EachRun(ActionSubject action) {
    this.action = action;
  }

  @Override
  public String phrase() {
    return phrase;
  }

  @Override
  public String path() {
    return action.path() + "perRun().";
  }

  @Override
  public void asked() {
    action.asked();
  }

  @Override
  public ActionSubject optionFor(String option) {
    return action.optionFor(option);
  }

  @Override
  public Measurement measurement(Ask ask) {
    return action.measurement(ask);
  }

  @Override
  public AwaitedWork handedOver() {
    return action.handedOver();
  }

  @Override
  public Optional<String> doubt(MemorySnapshot seen) {
    return action.doubt(seen);
  }

  @Override
  public boolean judgesLibraries() {
    return action.judgesLibraries();
  }

  @Override
  public void judgeLibraries() {
    action.judgeLibraries();
  }

  @Override
  public GrowthResult growth() {
    return action.growth();
  }

  @Override
  public FailingRuns failAllocations() {
    return action.failAllocations();
  }

  @Override
  public Optional<MemorySnapshot> growthSeen() {
    return action.growthSeen();
  }

  @Override
  public Optional<MemorySnapshot> seen() {
    return action.seen();
  }

  @Override
  public Optional<MemorySnapshot> lookedAt(Measurement measured) {
    return worstRun.or(measured::snapshot);
  }

  @Override
  public RunFacts facts() {
    return new RunFacts(1, Optional.empty(), action.facts().unit());
  }

  @Override
  public Ruling judge(
      Measurement measured, Object expected, Function<MemorySnapshot, Ruling> question) {
    if (measured.uncertified().isPresent() || measured.singles().isEmpty()) {
      return Subject.super.judge(measured, expected, question);
    }
    Ruling worst = new Ruling.Passed();
    phrase = ALL;
    worstRun = Optional.empty();
    for (int run = 1; run <= measured.singles().size(); run++) {
      Ruling ruling = judge(measured.singles().get(run - 1), expected, question);
      if (badness(ruling) > badness(worst)) {
        worst = ruling;
        worstRun = Optional.of(measured.singles().get(run - 1));
        phrase = "run " + run + " of the action (the worst of " + action.runs() + ")";
      } else if (ruling instanceof Ruling.Passed
          && badness(worst) == 0
          && isNearer(ruling, worst)) {
        worst = new Ruling.Passed("", ruling.measure());
      }
    }
    return worst;
  }

  /* Of runs that are all well, the one that comes nearest to a limit from above. */
  private static boolean isNearer(Ruling one, Ruling other) {
    return one.measure().map(Measure::atLeast).orElse(-1L)
        > other.measure().map(Measure::atLeast).orElse(-1L);
  }

  @Override
  public Ruling again(
      Ask ask, Injection injection, Object expected, Function<MemorySnapshot, Ruling> question) {
    return action.again(
        ask, injection, measured -> new EachRun(action).judge(measured, expected, question));
  }

  @Override
  public GrowthResult growthAgain(Injection injection) {
    return action.growthAgain(injection);
  }

  /* Certain failures are worse than what nobody knows, and the further off, the worse. */
  private static double badness(Ruling ruling) {
    if (ruling instanceof Ruling.Failed failed) {
      return failed.message().expected() instanceof Number expected
              && failed.message().actual() instanceof Number actual
          ? 2 + Math.abs(actual.doubleValue() - expected.doubleValue())
          : 2;
    }
    return ruling instanceof Ruling.Uncertified ? 1 : 0;
  }
}
