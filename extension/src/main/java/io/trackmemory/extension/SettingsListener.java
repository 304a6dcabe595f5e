package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.PendingAsserts;
import io.trackmemory.tracker.spi.RunningTests;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Notes what an extension cannot see: which keys a test plan sets, so that a mistyped one is told;
 * which classes it will run; which dynamic tests ended. Says on standard error what is checked by
 * nobody: annotations that nothing reads, assertions without a check, a scope that nobody gives.
 * Found by the JUnit launcher; not for users.
 */
public final class SettingsListener implements TestExecutionListener {

  static final String ENGINE = "junit-jupiter";

  private static final String NO_RESOLVER = "No ParameterResolver registered";

  private final Map<TestPlan, PendingAsserts> asserts = new ConcurrentHashMap<>();

  /** For the launcher. */
  public SettingsListener() {}

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    ConfiguredKeys.planStarts(testPlan, testPlan.getConfigurationParameters().keySet());
    Map<String, Set<Class<?>>> classes = classesByEngine(testPlan);
    PlannedClasses.planStarts(testPlan, () -> classes.getOrDefault(ENGINE, Set.of()));
    UnreadAnnotations.in(classes).forEach(SettingsListener::tell);
    if (classes.values().stream().flatMap(Set::stream).anyMatch(EarlyAttachment::isFor)) {
      EarlyAttachment.attach(testPlan.getConfigurationParameters()::get);
    }
    asserts.put(testPlan, PendingAsserts.ofPlan());
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      RunningTests.begins(new Run(this, test.getUniqueIdObject()));
    }
  }

  /* Of a launcher: a test may launch others. */
  private record Run(SettingsListener listener, UniqueId test) {}

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    RunningTests.ends(new Run(this, test.getUniqueIdObject()));
    if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL && test.isTest()) {
      DynamicTestsSeen.passed(test.getUniqueId());
    }
    result
        .getThrowable()
        .map(Throwable::getMessage)
        .filter(text -> text.contains(NO_RESOLVER) && text.contains(MemoryScope.class.getName()))
        .ifPresent(
            text ->
                tell(
                    test.getDisplayName()
                        + " takes a MemoryScope, which only a tracked test is given: put"
                        + " @TrackMemory on it or on its class"));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan testPlan) {
    ConfiguredKeys.planEnds(testPlan);
    PlannedClasses.planEnds(testPlan);
    PendingAsserts ofPlan = asserts.remove(testPlan);
    if (ofPlan != null) {
      ofPlan.endOfPlan().forEach(SettingsListener::tell);
    }
  }

  private static void tell(String text) {
    System.err.println("TrackMemory: " + text);
  }

  /** The classes that discovery has loaded, by the engine that runs them, also in a suite. */
  private static Map<String, Set<Class<?>>> classesByEngine(TestPlan plan) {
    Map<String, Set<Class<?>>> classes = new TreeMap<>();
    for (TestIdentifier root : plan.getRoots()) {
      List<TestIdentifier> all = new ArrayList<>(plan.getDescendants(root));
      all.add(root);
      for (TestIdentifier each : all) {
        each.getSource()
            .flatMap(SettingsListener::classOf)
            .ifPresent(
                type ->
                    classes
                        .computeIfAbsent(
                            engineOf(each.getUniqueIdObject()), engine -> new LinkedHashSet<>())
                        .add(type));
      }
    }
    return classes;
  }

  private static String engineOf(UniqueId id) {
    return id.getSegments().stream()
        .filter(segment -> segment.getType().equals("engine"))
        .reduce((outer, inner) -> inner)
        .map(UniqueId.Segment::getValue)
        .orElse("");
  }

  private static Optional<Class<?>> classOf(TestSource source) {
    try {
      if (source instanceof ClassSource ofClass) {
        return Optional.of(ofClass.getJavaClass());
      }
      return source instanceof MethodSource ofMethod
          ? Optional.of(ofMethod.getJavaClass())
          : Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      return Optional.empty(); // its engine says so
    }
  }
}
