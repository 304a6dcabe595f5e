package io.trackmemory.extension;

import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.KnownLeak;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A class that is judged for leaks as a whole when JUnit closes this value, which was stored first.
 * Its scope is in no thread, as one that waits for the class's tests may run those of another class
 * meanwhile; it is around those of its tests, in whatever thread, and of its {@code @Nested}
 * classes. Where {@code @BeforeAll} and {@code @AfterAll} methods ask for a scope, they have one of
 * their own in it.
 *
 * <p>Confined to the thread that runs the class's callbacks, but for {@link #leavesOut} and {@link
 * #bodyUnseen}.
 */
final class WholeClass extends TrackedScope {

  private final TrackingPlan plan;
  private final TestPage page;
  private final MemoryScope whole;
  private final TestsRun tests = new TestsRun();
  private final Set<KnownLeak> knownOfTests = ConcurrentHashMap.newKeySet();
  private volatile Optional<String> unseenBody = Optional.empty();
  private boolean begun;

  /**
   * Opens its scope.
   *
   * @param around the class around this one that is judged as a whole
   * @param methodsApart whether its methods ask for a scope
   */
  static WholeClass open(
      ExtensionContext context,
      TrackingPlan plan,
      TestPage page,
      ScopeOptions options,
      Optional<WholeClass> around,
      boolean methodsApart) {
    GatedScope all =
        GatedScope.openApart(options, around.map(WholeClass::wholeScope), Optional.empty());
    Optional<MemoryScope> whole = Optional.of(all.scope());
    return new WholeClass(
        context,
        plan,
        page,
        all.scope(),
        methodsApart ? GatedScope.openApart(options, whole, whole) : all);
  }

  private WholeClass(
      ExtensionContext context,
      TrackingPlan plan,
      TestPage page,
      MemoryScope whole,
      GatedScope methods) {
    super(context, methods);
    this.plan = plan;
    this.page = page;
    this.whole = whole;
  }

  /** The scope that all of the class's work is in. */
  MemoryScope wholeScope() {
    return whole;
  }

  /** An object that JUnit may hold beyond its test, through which nothing counts as held. */
  void leavesOut(Object object) {
    Tracking.DOOR.notAHolder(whole, object);
  }

  /** A test's own known leaks are left behind by the class as well. */
  void expectsToo(List<KnownLeak> known) {
    knownOfTests.addAll(known);
  }

  /** A test ended, well or not. */
  void ended(Method test, boolean sound) {
    tests.add(test, sound);
  }

  /** A test ran whose body was not seen, for this reason. */
  void bodyUnseen(String cause) {
    unseenBody = Optional.of(cause);
  }

  @Override
  public void begins() {
    begun = true;
    arm(() -> LifecycleMethods.ofClass(context()));
  }

  /** Judges leaks, ends the scope, and writes the page. */
  @Override
  void close(Optional<Throwable> first) {
    boolean ran = begun || first.isPresent(); // else disabled
    Optional<Ending> ending =
        ran ? Optional.of(GatedScope.judgeIn(whole, () -> ending(first))) : Optional.empty();
    gated().close();
    Tracking.DOOR.end(whole);
    ending.ifPresent(end -> conclude(first, end, page));
  }

  /* The checks of its tests are on their pages. */
  private Ending ending(Optional<Throwable> first) {
    Contexts.heldByJUnit(context(), first).forEach(this::leavesOut);
    MemoryScope methods = gated().scope();
    Checks ofMethods = methods == whole ? Checks.NONE : Tracking.DOOR.checks(methods);
    Tracking.DOOR.forgetChecks(whole);
    expectLeaks();
    Tracking.DOOR.settle(whole);
    MemorySnapshot snapshot = whole.snapshot();
    List<Throwable> ours = new ArrayList<>();
    if (!Failures.isAborting(first)) {
      ours.addAll(Failures.pending(whole));
      BehindRulings.judge(
              plan,
              TestScope.at(whole, snapshot),
              unseenBody,
              Optional.empty(),
              work -> Tracking.DOOR.within(whole, Executors.callable(work)))
          .ifPresent(ours::add);
      if (first.isEmpty()) {
        ours.addAll(staleLeaks(snapshot.leakResult()));
      }
    }
    Checks checks = ofMethods.and(Tracking.DOOR.checks(whole));
    return new Ending(snapshot, Failures.joined(ours), checks);
  }

  private void expectLeaks() {
    Set<KnownLeak> known = new LinkedHashSet<>(knownOfTests);
    plan.limits().expected().forEach(leak -> known.add(leak.known()));
    Tracking.DOOR.expectLeaks(whole, List.copyOf(known));
  }

  private List<Throwable> staleLeaks(LeakResult found) {
    Class<?> testClass = Contexts.testClass(context());
    boolean sound = found.uncertified().isEmpty() && tests.isComplete(Optional.of(testClass));
    return plan.limits().expected().stream()
        .filter(leak -> sound && !ExpectedLeaks.occurredIn(found, leak))
        .map(leak -> ExpectedLeaks.toldStale(leak, " in any test of " + testClass.getSimpleName()))
        .toList();
  }
}
