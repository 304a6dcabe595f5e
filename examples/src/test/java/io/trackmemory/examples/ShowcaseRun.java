package io.trackmemory.examples;

import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs every test of the showcase, those that fail on purpose among them. */
final class ShowcaseRun implements TestExecutionListener {

  private final List<ShownTest> tests = new ArrayList<>();

  private ShowcaseRun() {}

  /** Runs the tests in this JVM; pages go to {@code reports}, for passing tests too. */
  static List<ShownTest> into(Path reports) {
    return of(List.of(selectPackage(ShowcaseRun.class.getPackageName())), reports);
  }

  /** Runs what is selected in this JVM; pages go to {@code reports}, for passing tests too. */
  static List<ShownTest> of(List<? extends DiscoverySelector> selected, Path reports) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selected)
            .filters(excludeClassNamePatterns(".*\\.(Showcase|Snippets)Test"))
            .configurationParameter("trackmemory.report", "always")
            .configurationParameter("trackmemory.report.dir", reports.toString())
            .configurationParameter("trackmemory.baseline.dir", reports.toString())
            .build();
    ShowcaseRun run = new ShowcaseRun();
    LauncherFactory.create().execute(request, run);
    return run.tests;
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    if (identifier.isTest() || result.getThrowable().isPresent()) {
      tests.add(ShownTest.of(identifier, result));
    }
  }
}
