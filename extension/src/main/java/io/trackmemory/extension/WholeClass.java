package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.function.Executable;

/**
 * A class that is judged for leaks as a whole when JUnit closes this value, which was stored first.
 * Its scope is around those of its tests, of its {@code @Nested} classes, and one for its own
 * {@code @BeforeAll} and {@code @AfterAll} methods, which is the one that users see.
 *
 * <p>While the class's own scope is paused, a thread that waits for the tests may run another
 * class's; that finds a paused scope in it, and no scope of this class. Tests of this class, in
 * whatever thread, are opened in {@link #scope} by name.
 *
 * <p>Confined to the thread that runs the class's callbacks, but for {@link #leavesOut} and {@link
 * #bodyUnseen}.
 */
final class WholeClass implements TestTracking, AutoCloseable, CloseableResource {

  private final ExtensionContext context;
  private final TrackingPlan plan;
  private final TestPage page;
  private final MemoryScope whole;
  private final GatedScope methods;
  private final Optional<OwnWork> between;
  private volatile Optional<String> unseenBody = Optional.empty();
  private boolean begun;

  WholeClass(
      ExtensionContext context,
      TrackingPlan plan,
      TestPage page,
      ScopeOptions options,
      Optional<WholeClass> around) {
    this.context = context;
    this.plan = plan;
    this.page = page;
    if (around.isPresent()) {
      this.whole = GatedScope.opened(around.get().whole, options);
      this.methods = GatedScope.openIn(whole, options, Optional.of(whole));
      this.between = Optional.empty();
    } else {
      this.whole = Tracking.open(options);
      this.between = Optional.of(OwnWork.begin()); // nothing of ours may come before it
      this.methods = GatedScope.open(options, Optional.of(whole));
    }
  }

  /** The scope that all of the class's work is in. */
  MemoryScope wholeScope() {
    return whole;
  }

  /** An object that JUnit may hold beyond its test, through which nothing counts as held. */
  void leavesOut(Object object) {
    Tracking.notAHolder(whole, object);
  }

  /** A test ran whose body was not seen. */
  void bodyUnseen(String name) {
    unseenBody = Optional.of(name);
  }

  @Override
  public void begins() {
    begun = true;
  }

  @Override
  public <T extends @Nullable Object> T run(Invocation<T> invocation) throws Throwable {
    return methods.run(invocation);
  }

  @Override
  public void runBody(Invocation<Void> invocation, Method method) throws Throwable {
    methods.run(invocation);
  }

  @Override
  public void runDynamic(Invocation<Void> invocation, Executable executable) throws Throwable {
    methods.run(invocation);
  }

  @Override
  public MemoryScope scope() {
    return methods.view();
  }

  /** Judges leaks, ends the scope, and writes the page. */
  @Override
  public void close() {
    Optional<Throwable> first = context.getExecutionException();
    List<Verdict> ofMethods = methods.judge(() -> Tracking.verdicts(methods.scope()));
    methods.close();
    Optional<Ending> ending =
        begun || first.isPresent()
            ? Optional.of(GatedScope.judgeIn(whole, () -> ending(first, ofMethods)))
            : Optional.empty();
    between.ifPresent(OwnWork::close); // and nothing after it
    whole.close();
    ending.ifPresent(end -> conclude(first, end));
  }

  private void conclude(Optional<Throwable> first, Ending ending) {
    Optional<Throwable> ours;
    try (OwnWork own = OwnWork.begin()) {
      ours = Failures.joining(first, ending.failure());
      page.write(first.or(() -> ours), ending.snapshot(), ending.verdicts());
    }
    Failures.raise(ours);
  }

  private Ending ending(Optional<Throwable> first, List<Verdict> ofMethods) {
    Contexts.testInstances(context)
        .ifPresent(instances -> instances.getAllInstances().forEach(this::leavesOut));
    first.ifPresent(this::leavesOut);
    int before = Tracking.verdicts(whole).size();
    MemorySnapshot snapshot = whole.snapshot();
    List<Throwable> ours = new ArrayList<>();
    if (first.filter(Failures::isAborting).isEmpty()) {
      ours.addAll(Failures.pending(whole));
      new LeakJudge(plan).judge(TestScope.at(whole, snapshot), unseenBody).ifPresent(ours::add);
    }
    List<Verdict> verdicts = new ArrayList<>(ofMethods);
    List<Verdict> all = Tracking.verdicts(whole);
    verdicts.addAll(all.subList(before, all.size()));
    return new Ending(snapshot, Failures.joined(ours), verdicts);
  }
}
