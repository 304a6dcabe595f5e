package io.trackmemory.extension;

import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.KnownLeak;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.function.Executable;

/**
 * One test that is tracked. The body's limits are judged as the body ends; leaks when JUnit closes
 * this value, which was stored first and so is closed after the clean-up of other extensions.
 * Confined to the thread that runs the test's callbacks, but for the methods that run the user's
 * code: {@code @Timeout} may call these in another thread.
 */
final class TrackedTest extends TrackedScope {

  private final TrackingPlan plan;
  private final TestPage page;
  private final Optional<WholeClass> around;
  private final Repetitions repetitions;
  private volatile boolean begun;
  /* The user may ask what the scope saw, even after the test. */
  private volatile boolean given;
  private volatile boolean leakTold;
  /* Known leaks that occurred, in its dynamic tests too; those of these may end in any order. */
  private final Set<String> knownSeen = ConcurrentHashMap.newKeySet();
  private volatile boolean allSound = true;
  private volatile Optional<String> unseenBody = Optional.empty();
  private volatile Optional<String> unphasedBody = Optional.empty();
  private volatile @Nullable Throwable dynamicFailure;
  private volatile @Nullable TestBody body;
  private final Contracts contracts;

  TrackedTest(
      ExtensionContext context,
      TrackingPlan plan,
      TestPage page,
      Optional<WholeClass> around,
      Repetitions repetitions,
      GatedScope scope) {
    super(context, scope);
    this.plan = plan;
    this.page = page;
    this.around = around;
    this.repetitions = repetitions;
    this.contracts = new Contracts(scope.scope(), plan.settings());
    if (context.getTestMethod().isPresent() && !Contexts.isPerClass(context)) {
      arm(() -> LifecycleMethods.constructors(context));
    }
  }

  @Override
  public void begins() {
    begun = true;
    if (context().getTestMethod().isPresent()) {
      arm(() -> LifecycleMethods.ofTest(context()));
    }
  }

  @Override
  public void beforeBody(Method method) {
    try (OwnWork own = OwnWork.begin()) {
      if (LifecycleMethods.factory(context()).isPresent()) {
        DynamicTestsSeen.watch(context().getUniqueId());
        marking().begins();
      } else {
        body =
            isLimited()
                ? TestBody.armed(context(), plan, gated().scope(), method)
                : TestBody.marked(context(), plan, gated().scope(), method);
      }
    }
  }

  @Override
  public void afterBody() {
    TestBody ran = body;
    if (ran == null) {
      marking().ends();
    }
    Optional<Throwable> first = context().getExecutionException();
    Optional<Throwable> ours =
        gated().judge(() -> ran == null ? dynamicTests(first) : executed(ran, first));
    Failures.raise(ours.map(this::pointing));
  }

  private Optional<Throwable> executed(TestBody ran, Optional<Throwable> first) {
    Optional<Throwable> ours = ran.executed(first);
    if (isLimited()) {
      ran.doubt(first).ifPresent(this::unseen);
    }
    unphasedBody = ran.unphased();
    ran.close();
    return ours;
  }

  private PhaseMarks marking() {
    return PhaseMarks.of(gated().scope(), plan);
  }

  private Optional<Throwable> dynamicTests(Optional<Throwable> first) {
    int missing = DynamicTestsSeen.unseen(context().getUniqueId());
    if (missing == 0 || first.isPresent() || !isLimited()) {
      return Optional.empty();
    }
    String cause = TestBody.unseenDynamic(missing, InterceptorNames.of(context()));
    unseen(cause);
    return Failures.joined(new BodyRulings(plan, BodyProofs.of(plan)).unseen(cause));
  }

  @Override
  public <T extends @Nullable Object> T run(Invocation<T> invocation) throws Throwable {
    return gated().runArmed(invocation);
  }

  @Override
  public void runBody(Invocation<Void> invocation, Method method) throws Throwable {
    TestBody running = body;
    if (running == null || !isLimited()) {
      gated().runArmed(invocation);
      return;
    }
    runJudged(
        () -> gated().runArmed(invocation),
        first -> gated().judge(() -> running.judgeEnded(first)));
  }

  @Override
  public void runDynamic(Invocation<Void> invocation, Executable executable) throws Throwable {
    begins();
    DynamicBody dynamic;
    Invocation<Void> measured;
    try (OwnWork own = OwnWork.begin()) {
      DynamicTestsSeen.sees(context().getUniqueId());
      Tracking.DOOR.notAHolder(gated().scope(), executable);
      dynamic = new DynamicBody(context(), plan, gated(), isLimited());
      measured = dynamic.measured(invocation);
    }
    try {
      runJudged(
          () -> gated().run(measured),
          first -> gated().judge(() -> dynamic.judge(first, this::unseen)));
    } catch (Throwable failure) {
      dynamicFailure = failure;
      throw failure;
    }
  }

  @Override
  public MemoryScope scope() {
    given = true;
    return super.scope();
  }

  /* The context of a dynamic test does not know how it ended. */
  @Override
  Optional<Throwable> failure() {
    return super.failure().or(() -> Optional.ofNullable(dynamicFailure));
  }

  /** Judges leaks, ends the scope, and writes the page. */
  @Override
  void close(Optional<Throwable> first) {
    TestBody ran = body;
    if (ran != null) {
      ran.close();
    }
    if (!begun && first.isEmpty()) {
      gated().discard(); // disabled after its instance was made
      return;
    }
    contracts.close();
    if (given || isLimited() || page.tells(first) || hasPendingAsserts() || contracts.areBroken()) {
      closeTold(first);
      return;
    }
    gated().discard();
    try (OwnWork own = OwnWork.begin()) {
      page.remove();
    }
  }

  /** Whether something is judged, of the test or of its class. */
  private boolean isLimited() {
    return !plan.limits().isEmpty() || around.isPresent();
  }

  private boolean isLeakJudged() {
    return !plan.limits().behind().isEmpty();
  }

  private boolean hasPendingAsserts() {
    try (OwnWork own = OwnWork.begin()) {
      return !Tracking.DOOR.pendingAsserts(gated().scope()).isEmpty();
    }
  }

  private void closeTold(Optional<Throwable> first) {
    Ending ending = gated().judge(() -> ending(first));
    gated().close();
    conclude(first, ending, page);
  }

  private Ending ending(Optional<Throwable> first) {
    Contexts.heldByJUnit(context(), first).forEach(this::leaveOut);
    expectLeaks();
    if (isLeakJudged()) {
      Tracking.DOOR.settle(gated().scope()); // what is made meanwhile may leak too
    }
    MemorySnapshot snapshot = gated().scope().snapshot();
    Optional<EarlierRepetition> earlier = EarlierRepetition.of(context(), plan);
    earlier.ifPresent(before -> before.comesBefore(gated().scope()));
    List<Throwable> ours = new ArrayList<>();
    Optional<Throwable> growth = repetitions.ended(context(), gated().scope(), plan);
    if (!Failures.isAborting(first)) {
      ours.addAll(Failures.pending(gated().scope()));
      ours.addAll(contracts.failures());
      leaks(snapshot).ifPresent(ours::add);
      growth.ifPresent(ours::add);
    }
    ours.addAll(staleLeaks(snapshot, first));
    earlier.ifPresent(before -> before.ended(gated().scope()));
    return new Ending(snapshot, Failures.joined(ours), Tracking.DOOR.checks(gated().scope()));
  }

  /**
   * A dynamic test has failed for what it left behind: that is also left behind by the factory's
   * test, which would say the same again.
   */
  private void leakIsTold() {
    leakTold = true;
  }

  private void runJudged(
      Executable invocation, Function<Optional<Throwable>, Optional<Throwable>> judged)
      throws Throwable {
    try {
      invocation.execute();
    } catch (Throwable failure) {
      Optional<Throwable> ours = judged.apply(Optional.of(failure)).map(this::pointing);
      if (!Failures.isAborting(failure)) {
        ours.ifPresent(later -> Failures.suppress(failure, later));
      }
      throw failure;
    }
    Failures.raise(judged.apply(Optional.empty()).map(this::pointing));
  }

  private void unseen(String cause) {
    unseenBody = Optional.of(cause);
    around.ifPresent(whole -> whole.bodyUnseen(cause));
  }

  private Optional<Throwable> leaks(MemorySnapshot snapshot) {
    if (leakTold) {
      return Optional.empty();
    }
    Optional<Throwable> failure =
        BehindRulings.judge(
            plan,
            TestScope.at(gated().scope(), snapshot),
            unseenBody,
            unphasedBody,
            gated()::runWork);
    if (failure.isPresent()) {
      Trackings.enclosingTest(context()).ifPresent(TrackedTest::leakIsTold);
    }
    return failure;
  }

  private void expectLeaks() {
    List<KnownLeak> known = plan.limits().expected().stream().map(ExpectedLeak::known).toList();
    Tracking.DOOR.expectLeaks(gated().scope(), known);
    around.ifPresent(whole -> whole.expectsToo(known));
  }

  /** Known leaks that did not occur; only a test that ended well says so. */
  private List<Throwable> staleLeaks(MemorySnapshot snapshot, Optional<Throwable> first) {
    Optional<Method> method = Contexts.testMethod(context());
    if (!plan.limits().onLeaks() || leakTold) {
      around.ifPresent(whole -> method.ifPresent(test -> whole.ended(test, first.isEmpty())));
      return List.of();
    }
    boolean aborted = Failures.isAborting(first); // and not searched
    LeakResult found = aborted ? LeakResult.NONE : snapshot.leakResult();
    found.expected().forEach(each -> knownSeen.add(each.by()));
    boolean sound =
        first.isEmpty() && found.uncertified().isEmpty() && unseenBody.isEmpty() && allSound;
    around.ifPresent(whole -> method.ifPresent(test -> whole.ended(test, sound)));
    Trackings.enclosingTest(context()).ifPresent(factory -> factory.ended(knownSeen, sound));
    return ExpectedLeaks.judge(context(), plan.limits().expected(), knownSeen, sound);
  }

  /** A dynamic test has ended, and these known leaks occurred in it. */
  private void ended(Set<String> known, boolean sound) {
    knownSeen.addAll(known);
    allSound &= sound;
  }

  /* JUnit's arguments of a class template hold a test's instance until after the class. */
  private void leaveOut(Object held) {
    Tracking.DOOR.notAHolder(gated().scope(), held);
    around.ifPresent(whole -> whole.leavesOut(held));
  }
}
