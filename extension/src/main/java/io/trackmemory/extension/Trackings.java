package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.AnnotatedElement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The trackings of tests and classes, each in the store of its own context, under the context's
 * unique id: a store also shows what the contexts above it hold.
 */
final class Trackings {

  private static final Logger LOG = System.getLogger("io.trackmemory.extension");
  private static final String NOT_ASKED =
      "nothing asks for tracking here; put @TrackMemory on the test or on its class";
  private static final AtomicBoolean TOLD_UNAVAILABLE = new AtomicBoolean();

  private Trackings() {}

  /** The tracking of this very test or class; opened if this is the first to ask. */
  static TestTracking of(ExtensionContext context) {
    Supplier<TestTracking> open;
    try (OwnWork own = OwnWork.begin()) {
      TestTracking known = store(context).get(context.getUniqueId(), TestTracking.class);
      if (known != null) {
        return known;
      }
      open = prepared(context);
    }
    // A scope is opened outside any span of own work, see GatedScope.
    TestTracking opened = open.get();
    try (OwnWork own = OwnWork.begin()) {
      store(context).put(context.getUniqueId(), opened);
    }
    return opened;
  }

  /**
   * Opens the tracking of a class, or of a test without an instance of its own, before any callback
   * of another extension. What is wrong with it is told by the first callback.
   */
  static void openEarly(ExtensionContext context) {
    if (!Contexts.isTest(context) || (Contexts.isPerClass(context) && !isTemplate(context))) {
      try {
        of(context);
      } catch (IllegalArgumentException e) {
        // Thrown again where JUnit does not wrap it.
      }
    }
  }

  /* Of a template, only its invocations are tests. */
  private static boolean isTemplate(ExtensionContext context) {
    String id = context.getUniqueId();
    return id.startsWith("[test-template:", id.lastIndexOf("/[") + 1);
  }

  /** The test that a dynamic test is part of. */
  static Optional<TrackedTest> enclosingTest(ExtensionContext context) {
    return context
        .getParent()
        .flatMap(
            parent ->
                store(parent).get(parent.getUniqueId()) instanceof TrackedTest test
                    ? Optional.of(test)
                    : enclosingTest(parent));
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(Namespace.create(Trackings.class));
  }

  private static Supplier<TestTracking> prepared(ExtensionContext context) {
    Optional<TrackingPlan> planned = TrackingPlan.of(context);
    if (planned.isEmpty()) {
      return () -> new NotTracked(NOT_ASKED);
    }
    TrackingPlan plan = planned.get();
    Optional<String> unavailable = Tracking.DOOR.unavailable(plan.settings());
    if (unavailable.isPresent()) {
      tellUnavailable(unavailable.get());
      return Contexts.isTest(context) || !plan.limits().isEmpty()
          ? () -> new UncertifiedTest(context, plan, unavailable.get())
          : () -> new NotTracked(unavailable.get());
    }
    WayToBody.prepare();
    if (plan.settings().get(ExtensionSettings.AUTO)) {
      prepareClasses(PlannedClasses.take());
    }
    prepareClasses(List.of(Contexts.testClass(context)));
    return Contexts.isTest(context) ? ofTest(context, plan) : ofClass(context, plan);
  }

  private static Supplier<TestTracking> ofTest(ExtensionContext context, TrackingPlan plan) {
    TestPage page = new TestPage(context, plan);
    ScopeOptions options =
        ofRepetition(
            plan.options(page::address, ScopeParameters.areIn(context))
                .ofTestClass(Contexts.className(context)),
            context,
            plan);
    Optional<WholeClass> around = wholeClassAround(context);
    Repetitions repetitions = Repetitions.around(context, plan);
    KeptFollowing.throughRun(context);
    if (around.isEmpty()) {
      return () ->
          new TrackedTest(context, plan, page, around, repetitions, GatedScope.open(options));
    }
    MemoryScope whole = around.get().wholeScope();
    Optional<MemoryScope> judged = plan.limits().onLeaks() ? Optional.empty() : Optional.of(whole);
    return () ->
        new TrackedTest(
            context,
            plan,
            page,
            around,
            repetitions,
            GatedScope.openApart(options, Optional.of(whole), judged));
  }

  private static ScopeOptions ofRepetition(
      ScopeOptions options, ExtensionContext context, TrackingPlan plan) {
    return EarlierRepetition.of(context, plan).isPresent() ? options.ofOneOfSeveralRuns() : options;
  }

  private static Supplier<TestTracking> ofClass(ExtensionContext context, TrackingPlan plan) {
    if (!plan.limits().leaks().isEmpty()) {
      TestPage page = new TestPage(context, plan);
      ScopeOptions options =
          plan.options(page::address, true).ofTestClass(Contexts.className(context));
      Optional<WholeClass> around = wholeClassAround(context);
      boolean methodsApart = ScopeParameters.areInMethodsOf(context);
      return () -> WholeClass.open(context, plan, page, options, around, methodsApart);
    }
    if (!ScopeParameters.areInMethodsOf(context)) {
      return () -> new NotTracked("no method of this class takes a scope");
    }
    ScopeOptions options =
        plan.options(Optional::empty, true).ofTestClass(Contexts.className(context));
    return () -> new TrackedClass(context, GatedScope.open(options));
  }

  /**
   * The nearest class around a test or class that is judged as a whole, unless that is lifted for
   * it.
   */
  private static Optional<WholeClass> wholeClassAround(ExtensionContext context) {
    Optional<ExtensionContext> at = Optional.of(context);
    while (at.isPresent()) {
      ExtensionContext here = at.get();
      if (store(here).get(here.getUniqueId()) instanceof WholeClass whole) {
        return Optional.of(whole);
      }
      if (isLifted(here)) {
        return Optional.empty();
      }
      at = here.getParent();
    }
    return Optional.empty();
  }

  private static boolean isLifted(ExtensionContext context) {
    List<AnnotatedElement> levels =
        context
            .getTestMethod()
            .map(method -> List.<AnnotatedElement>of(method))
            .or(() -> context.getTestClass().map(Annotations::lineage))
            .orElse(List.of());
    return Annotations.nearest(levels, WithoutMemoryLimits.class).isPresent();
  }

  private static void prepareClasses(List<Class<?>> testClasses) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> testClass : testClasses) {
      for (Class<?> type = testClass; type != null && type != Object.class; ) {
        types.add(type);
        type = type.getSuperclass();
      }
    }
    Tracking.DOOR.prepareTestClasses(types);
  }

  private static void tellUnavailable(String cause) {
    if (TOLD_UNAVAILABLE.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, "memory is not tracked: " + cause);
    }
  }
}
