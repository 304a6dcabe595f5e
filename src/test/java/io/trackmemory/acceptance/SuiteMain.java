package io.trackmemory.acceptance;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs all tests of a jar and prints how each ended, then how many of them ran in a scope. */
final class SuiteMain {

  static final String OUTCOME = "outcome: ";
  static final String IN_SCOPE = "in scope: ";

  /* Measurements, which the library's own build leaves out, and 16,000 inputs of one method. */
  private static final String LEFT_OUT = ".*(PerformanceTest|DaitchMokotoffSoundexTest)";

  private SuiteMain() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out; // tests may replace it
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(arguments[0]))))
                .filters(ClassNameFilter.excludeClassNamePatterns(LEFT_OUT))
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionSkipped(TestIdentifier test, String reason) {
                print(test, "SKIPPED");
              }

              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                String thrown =
                    result.getThrowable().map(cause -> " " + cause.getClass().getName()).orElse("");
                print(test, result.getStatus() + thrown);
              }

              private void print(TestIdentifier test, String ending) {
                out.println(OUTCOME + test.getType() + ' ' + test.getUniqueId() + ' ' + ending);
              }
            });
    out.println(IN_SCOPE + ScopeCounter.testsInScope());
    System.exit(0);
  }
}
