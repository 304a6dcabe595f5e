package io.trackmemory.extension;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Notes which keys a test plan sets, so that a mistyped one is told, and which classes it will run.
 * Found by the JUnit launcher; not for users.
 */
public final class SettingsListener implements TestExecutionListener {

  private static final String ENGINE = "junit-jupiter";

  /** For the launcher. */
  public SettingsListener() {}

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    ConfiguredKeys.planStarts(testPlan, testPlan.getConfigurationParameters().keySet());
    PlannedClasses.planStarts(testPlan, () -> testClasses(testPlan));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan testPlan) {
    ConfiguredKeys.planEnds(testPlan);
    PlannedClasses.planEnds(testPlan);
  }

  /** The classes of our engine that discovery has loaded. */
  private static Set<Class<?>> testClasses(TestPlan plan) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    for (TestIdentifier root : plan.getRoots()) {
      if (root.getUniqueIdObject().getEngineId().filter(ENGINE::equals).isPresent()) {
        for (TestIdentifier each : plan.getDescendants(root)) {
          if (each.getSource().orElse(null) instanceof ClassSource source) {
            classes.add(source.getJavaClass());
          }
        }
      }
    }
    return classes;
  }
}
