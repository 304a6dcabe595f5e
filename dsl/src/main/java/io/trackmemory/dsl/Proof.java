package io.trackmemory.dsl;

import io.trackmemory.dsl.Breaking.Plan;
import io.trackmemory.proof.Injected;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Proves a check that passed: what it forbids is really made where it looks, and it has to fail.
 * What cannot be proved is said, in the verdict and outside of the check. Any thread may call it;
 * one proof at a time, as what is kept is kept in one place.
 *
 * @param check the check and what it is about
 */
record Proof(String check, TrackerAccess tracker) {

  /* Run again, an action may make less than before: then so much more is missing. */
  private static final int ATTEMPTS = 3;

  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
  private static final int LONGEST_MINUTES = 1;

  /** Asks a check again, with something made that would break it. */
  @FunctionalInterface
  interface Again {
    Ruling with(Injection injection);
  }

  /** What became of one limit: proved, not to be proved, or passed whatever is made. */
  private record Result(String note, Optional<ShouldTurnRed> green) {

    static Result noted(String note) {
      return new Result(note, Optional.empty());
    }
  }

  /**
   * Proves what a check came to.
   *
   * @param about what was measured
   * @param ask what the check looks at
   */
  Ruling of(
      Ruling ruling,
      Subject about,
      Measurement measured,
      Ask ask,
      Object expected,
      Function<MemorySnapshot, Ruling> question) {
    return of(
        ruling,
        () -> ask.breaking().plans(ruling, expected, measured.snapshot(), tracker),
        injection -> about.again(ask, injection, expected, question));
  }

  /** The same of a check that asks in its own way. */
  Ruling of(Ruling ruling, Supplier<List<Plan>> plans, Again again) {
    if (!(ruling instanceof Ruling.Passed passed) || !tracker.proves()) {
      return ruling;
    }
    List<String> notes = new ArrayList<>();
    if (!passed.note().isEmpty()) {
      notes.add(passed.note());
    }
    for (Plan plan : plans.get()) {
      Result result = alone(plan, again);
      if (result.green().isPresent()) {
        return new Ruling.Failed(result.green().get());
      }
      notes.add(result.note());
    }
    return new Ruling.Passed(String.join("\n", notes), passed.measure());
  }

  /* An action that runs again may wait for a thread that proves a check of its own. */
  private Result alone(Plan plan, Again again) {
    if (!locked()) {
      return notProved(plan, "another check was being proved meanwhile; prove them one by one");
    }
    try {
      return result(plan, again);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private static boolean locked() {
    try {
      return ONE_AT_A_TIME.tryLock(LONGEST_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A check that nothing can be injected into. */
  Ruling impossible(Ruling ruling, String cause) {
    return of(ruling, () -> List.of(Plan.none(cause)), injection -> ruling);
  }

  private Result result(Plan first, Again again) {
    Plan plan = first;
    Ruling last = new Ruling.Passed();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (!plan.cause().isEmpty()) {
        return notProved(plan, plan.cause());
      }
      last = asked(plan, again);
      if (last instanceof Ruling.Failed failed && plan.red().test(failed)) {
        return Result.noted("Proved" + ofLimit(plan) + ": it fails with " + plan.injection());
      }
      if (last instanceof Ruling.Uncertified uncertified) {
        return notProved(plan, uncertified.cause());
      }
      long seen = last.measure().map(Measure::atLeast).orElse(-1L);
      if (seen < plan.amount()) { // not even what was made
        break;
      }
      long missing = Breaking.missing(last, 0L);
      plan = plan.plus(missing);
    }
    return new Result("", Optional.of(green(plan, last)));
  }

  private static Ruling asked(Plan plan, Again again) {
    Injected.release();
    try {
      return again.with(plan.injection());
    } finally {
      Injected.release();
    }
  }

  private Result notProved(Plan plan, String cause) {
    String text = "Not proved" + ofLimit(plan) + ": " + cause;
    tracker.tell(check + ": " + text);
    return Result.noted(text);
  }

  private static String ofLimit(Plan plan) {
    return plan.of().isEmpty() ? "" : " of " + plan.of();
  }

  private ShouldTurnRed green(Plan plan, Ruling last) {
    Optional<Measure> measure = last.measure();
    return new ShouldTurnRed(
        check + ofLimit(plan),
        plan.injection() + " on thread " + Thread.currentThread().getName(),
        measure.map(Proof::seen).orElse("nothing that breaks it"),
        "failed",
        "passed");
  }

  private static String seen(Measure measure) {
    boolean objects = measure.unit() == Measure.Unit.OBJECTS;
    return (objects ? Text.count(measure.atLeast(), "object") : Sizes.exact(measure.atLeast()))
        + ", and "
        + (objects ? measure.limit() : Sizes.exact(measure.limit()))
        + (measure.exact() ? " asked for" : " allowed");
  }
}
