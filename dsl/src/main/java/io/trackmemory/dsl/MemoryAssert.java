package io.trackmemory.dsl;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Assertions on the memory of an action, a scope or a snapshot.
 *
 * <p>An action is measured by the first check, once; options stand before that. A scope's snapshot
 * is taken by the first check. Where no verdict can be given, a check fails with a message that
 * begins {@code Cannot certify}, or aborts the test if {@code trackmemory.uncertified} is {@code
 * abort}. To be used by one thread.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class MemoryAssert extends GrowthChecks {

  private MemoryAssert(Object actual, Subject subject, Context context) {
    super(actual, subject, context);
  }

  static MemoryAssert of(ThrowingRunnable action, Context context) {
    Arguments.ALONE.notNull("action", action);
    Runnable asked = context.begin("measured its action");
    return new MemoryAssert(action, new ActionSubject(action, context.tracker(), asked), context);
  }

  static MemoryAssert of(MemorySnapshot snapshot, Context context) {
    Arguments.ALONE.notNull("snapshot", snapshot);
    Measurement measured = Measurement.of(snapshot, false);
    Runnable asked = context.begin("checked anything");
    return new MemoryAssert(
        snapshot, seen("the snapshot", asked, () -> measured, context), context);
  }

  static MemoryAssert of(MemoryScope scope, Context context) {
    Arguments.ALONE.notNull("scope", scope);
    Runnable asked = context.begin("checked anything");
    return new MemoryAssert(
        scope,
        seen("the scope", asked, () -> Measurement.of(scope.snapshot(), false), context),
        context);
  }

  private static SeenSubject seen(
      String phrase, Runnable asked, Supplier<Measurement> source, Context context) {
    return new SeenSubject(
        phrase,
        "",
        asked,
        source,
        UnaryOperator.identity(),
        HandedOver.ofSettings(context.tracker()));
  }

  /**
   * Turns to each single run: what is checked then must hold for every one, and the worst one is
   * named. Options may still follow.
   *
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  @CheckReturnValue
  public MemoryAssert perRun() {
    try (OwnWork own = OwnWork.begin()) {
      ActionSubject action = subject().optionFor("perRun");
      action.eachRun();
      return described(new MemoryAssert(actual, new EachRun(action), context()));
    }
  }

  /** Goes on to the allocations. */
  @CheckReturnValue
  public AllocationsAssert allocations() {
    try (OwnWork own = OwnWork.begin()) {
      return described(new AllocationsAssert(actual, subject(), context(), List.of()));
    }
  }

  /** Goes on to the leaks. */
  @CheckReturnValue
  public LeaksAssert leaks() {
    try (OwnWork own = OwnWork.begin()) {
      return described(new LeaksAssert(actual, subject(), context(), List.of()));
    }
  }

  /**
   * Goes on to the part after a checkpoint; measures if no check has.
   *
   * @throws IllegalArgumentException if there is no checkpoint of that name, naming those there are
   */
  @CheckReturnValue
  public MemoryAssert since(String checkpoint) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("checkpoint", checkpoint);
      return part("since", checkpoint, snapshot -> snapshot.since(checkpoint));
    }
  }

  /**
   * Goes on to the part up to a checkpoint; measures if no check has.
   *
   * @throws IllegalArgumentException if there is no checkpoint of that name, naming those there are
   */
  @CheckReturnValue
  public MemoryAssert until(String checkpoint) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("checkpoint", checkpoint);
      return part("until", checkpoint, snapshot -> snapshot.until(checkpoint));
    }
  }

  private MemoryAssert part(String from, String checkpoint, UnaryOperator<MemorySnapshot> cut) {
    try {
      SeenSubject part =
          subject() instanceof SeenSubject seen
              ? seen.part(from, checkpoint, cut)
              : partOf(subject().seenSoFar(), from, checkpoint, cut);
      part.seenSoFar(); // an unknown checkpoint is an error at once
      return described(new MemoryAssert(actual, part, context()));
    } catch (Throwable e) {
      subject().asked(); // whoever expects that has no assert to go on with
      throw e;
    }
  }

  private SeenSubject partOf(
      Measurement whole, String from, String checkpoint, UnaryOperator<MemorySnapshot> cut) {
    return SeenSubject.part(subject(), () -> whole, cut, subject().handedOver(), from, checkpoint);
  }
}
