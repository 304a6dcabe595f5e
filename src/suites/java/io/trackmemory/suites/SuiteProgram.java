package io.trackmemory.suites;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the JUnit 5 tests of one folder in this JVM, as a build tool would. */
final class SuiteProgram {

  /*
   * Measurements, which the libraries' own builds leave out, and a test of commons-pool2 that fills
   * the heap until the JVM has no memory left for JUnit either.
   */
  private static final String EXCLUDED = ".*(PerformanceTest|TestSoftRefOutOfMemory)";

  private SuiteProgram() {}

  /**
   * Runs them.
   *
   * @param args the folder of test classes; the file to write outcomes to; the file to write the
   *     number of tests to that ran in a scope
   */
  public static void main(String[] args) throws IOException {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(args[0]))))
            .filters(
                EngineFilter.includeEngines("junit-jupiter"),
                ClassNameFilter.includeClassNamePatterns(ClassNameFilter.STANDARD_INCLUDE_PATTERN),
                ClassNameFilter.excludeClassNamePatterns(EXCLUDED))
            .build();
    OutcomeListener listener = new OutcomeListener();
    PrintStream err = System.err; // tests may replace it
    try {
      LauncherFactory.create().execute(request, listener);
      Outcome.write(Path.of(args[1]), listener.outcomes());
      Files.writeString(Path.of(args[2]), String.valueOf(ScopeCheck.testsInScope()));
    } catch (Throwable e) {
      e.printStackTrace(err);
      System.exit(1);
    }
    System.exit(0); // tests may have left threads behind
  }
}
