package io.trackmemory.dsl;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.MessageEnd;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.StackTraces;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import io.trackmemory.tracker.spi.Verdict.Work;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.description.Description;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What asserts on memory have in common: from a question to a verdict, and from there to a throw.
 */
@SuppressWarnings("try") // a span of own work is never referenced
abstract class AbstractMemoryAssert<S extends AbstractMemoryAssert<S>>
    extends AbstractAssert<S, Object> {

  private final Subject subject;
  private final Context context;

  AbstractMemoryAssert(Object actual, Class<S> type, Subject subject, Context context) {
    super(actual, type);
    this.subject = subject;
    this.context = context;
  }

  final Subject subject() {
    return subject;
  }

  final Context context() {
    return context;
  }

  /** Checks those of a call; after one that is refused nobody can go on to a check. */
  final Arguments arguments() {
    return new Arguments(subject::asked);
  }

  @Override
  public S describedAs(String description, Object... args) {
    try (OwnWork own = OwnWork.begin()) {
      return super.describedAs(description, args);
    }
  }

  @Override
  public S describedAs(Supplier<String> description) {
    try (OwnWork own = OwnWork.begin()) {
      return super.describedAs(description);
    }
  }

  @Override
  public S describedAs(Description description) {
    try (OwnWork own = OwnWork.begin()) {
      return super.describedAs(description);
    }
  }

  /** Gives another assert this one's description. */
  final <T extends AbstractMemoryAssert<T>> T described(T other) {
    other.info.description(info.description());
    return other;
  }

  /**
   * Asks one question of what was measured, once all of it has ended; measures if nobody has. Every
   * check but those that look at no measurement, or at growth, goes this way.
   *
   * @param call the check as code
   * @param expected what it expects, for whoever compares
   */
  final S check(
      About about,
      Ask ask,
      String call,
      Object expected,
      Function<MemorySnapshot, Ruling> question) {
    return check(ruling -> about, ask, call, expected, question);
  }

  /** Likewise where it depends on the answer what was looked for. */
  final S check(
      Function<Ruling, About> about,
      Ask ask,
      String call,
      Object expected,
      Function<MemorySnapshot, Ruling> question) {
    subject.asked();
    return check(
        about, ask, subject.measurement(ask), call, expected, question, UnaryOperator.identity());
  }

  /**
   * Likewise, with something to do once the ruling is known.
   *
   * @param settled gives what the check comes to
   */
  final S check(
      Ask ask,
      String call,
      Object expected,
      Function<MemorySnapshot, Ruling> question,
      UnaryOperator<Ruling> settled) {
    subject.asked();
    return check(
        ruling -> About.FIGURES, ask, subject.measurement(ask), call, expected, question, settled);
  }

  /** Likewise of memory off the heap, of which a snapshot tells by itself why it is not known. */
  final S checkOffHeap(String call, Object expected, Function<MemorySnapshot, Ruling> question) {
    subject.asked();
    return check(
        ruling -> About.OFF_HEAP_LEAKS,
        Ask.ALL.brokenBy(Breaking.OFF_HEAP),
        subject.measurement(Ask.ALL).offHeap(),
        call,
        expected,
        question,
        UnaryOperator.identity());
  }

  private S check(
      Function<Ruling, About> about,
      Ask ask,
      Measurement measured,
      String call,
      Object expected,
      Function<MemorySnapshot, Ruling> question,
      UnaryOperator<Ruling> settled) {
    Ruling ruling = subject.judge(measured, expected, question);
    Ruling known =
        new Elsewhere(context.tracker(), call + " of " + subject.phrase())
            .judge(ruling, measured.snapshot(), expected);
    Optional<MemorySnapshot> lookedAt = subject.lookedAt(measured);
    Ruling proved =
        proof(call).of(settled.apply(known), subject, measured, ask, expected, question);
    return conclude(about.apply(ruling), call, lookedAt, proved);
  }

  /** Likewise of figures that can only grow, so that they may be too high before all has ended. */
  final S checkGrowing(
      Ask ask, String call, Object expected, Function<MemorySnapshot, Ruling> question) {
    Ask broken =
        ask.brokenIf(seen -> seen.uncertified().isEmpty() && question.apply(seen).isBroken());
    return check(About.FIGURES, broken, call, expected, question);
  }

  /** The proof of a check that passes. */
  final Proof proof(String call) {
    return new Proof(subject.path() + call + " of " + subject.phrase(), context.tracker());
  }

  /** Ends a check that looked at no measurement. */
  final S conclude(String call, Ruling ruling) {
    subject.asked();
    return conclude(About.FIGURES, call, Optional.empty(), ruling);
  }

  /** Ends a check: tells the report, and fails where it is broken or nobody can tell. */
  final S conclude(About about, String call, Optional<MemorySnapshot> snapshot, Ruling ruling) {
    if (ruling instanceof Ruling.Failed failed) {
      FailureMessage message = failed.message();
      String text =
          described(overridden(message.text(context.tracker().reportAddress(), lostLine())));
      report(
          new Verdict(
              about,
              subject.path() + call,
              Outcome.FAILED,
              text,
              snapshot,
              message.blamed(),
              failed.measure(),
              message.acceptance(),
              CallerLine.ofCheck(),
              message.changes(),
              Optional.empty()));
      context.fail(
          new AssertionFailedError(
              text, message.expected(), message.actual(), message.cause().orElse(null)));
    } else if (ruling instanceof Ruling.Uncertified uncertified) {
      String text = described(uncertifiedText(call, uncertified.cause()));
      report(
          unblamed(about, call, Outcome.UNCERTIFIED, text, snapshot, ruling, CallerLine.ofCheck()));
      context.fail(uncertifiedFailure(text, uncertified.expected()));
    } else if (ruling instanceof Ruling.Passed passed) {
      report(
          unblamed(about, call, Outcome.PASSED, passed.note(), snapshot, ruling, Optional.empty()));
    }
    return myself;
  }

  /* Rewriting a class takes the lines from those of its methods that are running. */
  private static List<String> lostLine() {
    return StackTraces.callerWithoutLine().stream()
        .map(
            method ->
                method
                    + " has no lines in stack traces, as it was running when the first measurement"
                    + " rewrote its class: make one before it is called, such as"
                    + " MemoryTracker.measure(() -> {}) at the very beginning")
        .toList();
  }

  private String uncertifiedText(String call, String cause) {
    String text = "Cannot certify " + call + " of " + subject.phrase() + ": " + cause;
    return MessageEnd.added(text, "", context.tracker().reportAddress());
  }

  private Throwable uncertifiedFailure(String text, Object expected) {
    return context.tracker().abortsUncertified()
        ? new TestAbortedException(text)
        : new AssertionFailedError(text, expected, "n/a");
  }

  private String overridden(String text) {
    return Optional.ofNullable(info.overridingErrorMessage()).orElse(text);
  }

  private String described(String text) {
    String description = descriptionText();
    return description == null || description.isBlank() ? text : "[" + description + "] " + text;
  }

  private Verdict unblamed(
      About about,
      String call,
      Outcome outcome,
      String message,
      Optional<MemorySnapshot> snapshot,
      Ruling ruling,
      Optional<AllocationSite> askedAt) {
    return new Verdict(
        about,
        subject.path() + call,
        outcome,
        message,
        snapshot,
        List.of(),
        ruling.measure(),
        "",
        askedAt);
  }

  /** What is told to the report of a verdict; as it is, unless there is more to tell. */
  Verdict told(Verdict verdict) {
    return verdict;
  }

  private void report(Verdict verdict) {
    RunFacts facts = subject.facts();
    context
        .tracker()
        .report(
            facts
                .unit()
                .map(unit -> told(verdict).of(new Work(facts.units(), unit.name())))
                .orElseGet(() -> told(verdict)));
  }
}
