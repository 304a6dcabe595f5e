package io.trackmemory.extension;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Notes which keys a test plan sets, so that a mistyped one is told. Found by the JUnit launcher;
 * not for users.
 */
public final class SettingsListener implements TestExecutionListener {

  /** For the launcher. */
  public SettingsListener() {}

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    ConfiguredKeys.planStarts(testPlan, testPlan.getConfigurationParameters().keySet());
  }

  @Override
  public void testPlanExecutionFinished(TestPlan testPlan) {
    ConfiguredKeys.planEnds(testPlan);
  }
}
