package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.ByteSize;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a scope is opened.
 *
 * @param followObjects whether live objects are followed, so that leaks can be asked for later
 * @param followWithin whether scopes inside this one will follow objects where it does not:
 *     compiled code then stays able to, and removes fewer objects
 * @param allThreads whether the scope sees what every thread does meanwhile, not only its own work
 * @param fewStacks whether the stacks are hardly asked for: a thread then takes sixteen, those that
 *     settings ask for by name apart, and later ones by their rate only
 * @param settings sizes, caps and lists in force
 * @param reportAddress gives where the report of the enclosing test will be, for failure messages
 * @param asserts where assertions that work of the scope begins are noted
 * @param peakLimits limits on live bytes, each decided exactly while the scope is open; none where
 *     the scope is of all threads
 * @param testClass name of the class whose test it is opened for; empty where nobody knows
 * @param oneOfSeveralRuns whether the last runs of the same work are compared with each other, so
 *     that it is noted which classes each defined
 * @param budget what live bytes may not pass while the scope is open: an allocation that would have
 *     them do so fails, and objects are followed
 */
public record ScopeOptions(
    boolean followObjects,
    boolean followWithin,
    boolean allThreads,
    boolean fewStacks,
    Settings settings,
    Supplier<Optional<URI>> reportAddress,
    PendingAsserts asserts,
    List<ByteSize> peakLimits,
    String testClass,
    boolean oneOfSeveralRuns,
    Optional<ByteSize> budget) {

  /** Copies the limits. */
  public ScopeOptions {
    peakLimits = List.copyOf(peakLimits);
  }

  /** Without limits on live bytes. */
  public ScopeOptions(
      boolean followObjects,
      boolean allThreads,
      boolean fewStacks,
      Settings settings,
      Supplier<Optional<URI>> reportAddress,
      PendingAsserts asserts) {
    this(
        followObjects,
        false,
        allThreads,
        fewStacks,
        settings,
        reportAddress,
        asserts,
        List.of(),
        "",
        false,
        Optional.empty());
  }

  /** Counts only, with the rest as in the enclosing scope. */
  public static ScopeOptions counting() {
    return inForce(false);
  }

  /** Counts and follows objects, with the rest as in the enclosing scope. */
  public static ScopeOptions following() {
    return inForce(true);
  }

  /** Counts and follows objects of all threads, with the rest as above. */
  public static ScopeOptions followingAllThreads() {
    try (OwnWork own = OwnWork.begin()) {
      return inForce(true).ofAllThreads();
    }
  }

  private static ScopeOptions inForce(boolean followObjects) {
    try (OwnWork own = OwnWork.begin()) {
      return new ScopeOptions(
          followObjects,
          false,
          false,
          false,
          Settings.current(),
          reportInForce(),
          inForce(ScopeOptions::asserts, PendingAsserts::outside),
          List.of(),
          testClassInForce(),
          false,
          Optional.empty());
    }
  }

  static Supplier<Optional<URI>> reportInForce() {
    return inForce(ScopeOptions::reportAddress, () -> Optional::empty);
  }

  static String testClassInForce() {
    return inForce(ScopeOptions::testClass, () -> "");
  }

  /* Of the scope that this thread works for. */
  static <T> T inForce(Function<ScopeOptions, T> option, Supplier<T> outside) {
    ScopeOptions current = Tracking.DOOR.currentOptions();
    return current == null ? outside.get() : option.apply(current);
  }

  /** The same of all threads. */
  public ScopeOptions ofAllThreads() {
    return changed(
        followObjects, followWithin, true, settings, peakLimits, testClass, oneOfSeveralRuns);
  }

  /** The same, but that objects need not be followed. */
  public ScopeOptions onlyCounting() {
    return changed(false, false, allThreads, settings, peakLimits, testClass, oneOfSeveralRuns);
  }

  /** The same, but that objects are followed in scopes inside only. */
  public ScopeOptions followingWithin() {
    return changed(false, true, allThreads, settings, peakLimits, testClass, oneOfSeveralRuns);
  }

  /** The same with other settings. */
  public ScopeOptions with(Settings others) {
    return changed(
        followObjects, followWithin, allThreads, others, peakLimits, testClass, oneOfSeveralRuns);
  }

  /**
   * The same with these limits on live bytes, decided while the code runs: objects are followed.
   */
  public ScopeOptions withPeakLimits(List<ByteSize> limits) {
    return changed(
        followObjects, followWithin, allThreads, settings, limits, testClass, oneOfSeveralRuns);
  }

  /** The same with a budget of live bytes, or without. */
  public ScopeOptions withBudget(Optional<ByteSize> most) {
    return new ScopeOptions(
        followObjects,
        followWithin,
        allThreads,
        fewStacks,
        settings,
        reportAddress,
        asserts,
        peakLimits,
        testClass,
        oneOfSeveralRuns,
        most);
  }

  /** The same without limits on live bytes. */
  public ScopeOptions ofPart() {
    return withPeakLimits(List.of()).withBudget(Optional.empty());
  }

  /** The same for a test of that class. */
  public ScopeOptions ofTestClass(String name) {
    return changed(
        followObjects, followWithin, allThreads, settings, peakLimits, name, oneOfSeveralRuns);
  }

  /** The same for one run of several that are compared. */
  public ScopeOptions ofOneOfSeveralRuns() {
    return changed(followObjects, followWithin, allThreads, settings, peakLimits, testClass, true);
  }

  private ScopeOptions changed(
      boolean follow,
      boolean within,
      boolean all,
      Settings others,
      List<ByteSize> limits,
      String test,
      boolean oneOfSeveral) {
    return new ScopeOptions(
        follow,
        within,
        all,
        fewStacks,
        others,
        reportAddress,
        asserts,
        limits,
        test,
        oneOfSeveral,
        budget);
  }
}
