package io.trackmemory.extension;

import io.trackmemory.report.ReportException;
import io.trackmemory.report.ReportFolder;
import io.trackmemory.report.TestId;
import io.trackmemory.report.TestReport;
import io.trackmemory.report.WrittenReport;
import io.trackmemory.report.ci.Announcements;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.SeenInRun;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The pages and events of a run, whose indexes are written as the run ends, and what is told then
 * of its settings. What cannot be written costs a warning, never a test. Any thread may call it.
 */
final class RunReports implements AutoCloseable, CloseableResource {

  private static final Logger LOG = System.getLogger("io.trackmemory.extension");

  /* What tests print goes where System.out leads at that time. */
  private final Announcements announcements =
      new Announcements(System::getenv, text -> System.out.println(text));
  private final Map<Path, ReportFolder> folders = new ConcurrentHashMap<>();
  /* Whether a folder was there when a test first ended without a page. */
  private final Map<Path, Boolean> existed = new ConcurrentHashMap<>();
  private final AtomicInteger testsWithoutEvents = new AtomicInteger();
  private final UnusedPatterns patterns = new UnusedPatterns();
  private final KeptInRun kept = new KeptInRun();

  /** The reports of the run that {@code context} belongs to. */
  static RunReports of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(RunReports.class))
        .getOrComputeIfAbsent(RunReports.class, key -> begun(), RunReports.class);
  }

  private static RunReports begun() {
    SeenInRun.begin();
    return new RunReports();
  }

  Optional<URI> addressOf(Path folder, TestId test) {
    return Optional.of(at(folder).addressOf(test));
  }

  Optional<WrittenReport> write(Path folder, TestReport report) {
    try {
      return Optional.of(at(folder).write(report));
    } catch (ReportException e) {
      warn(e);
      return Optional.empty();
    }
  }

  /** Writes what is alive now beside a page. */
  void dumpHeap(WrittenReport report) {
    try {
      Tracking.DOOR.dumpHeap(report.heapDump());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "no heap dump: cannot write " + report.heapDump() + " (" + e + ")");
    }
  }

  /** Tells a failure where the tests run, as settings say. */
  void tell(WrittenReport report, Settings settings) {
    try {
      announcements.tell(
          report,
          settings.get(ExtensionSettings.REPORT_AGENT),
          settings.get(ExtensionSettings.REPORT_CI));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the build server is not told of a failure: " + e);
    }
  }

  /** Adds a test's events to those of this process; says the first time only that it cannot. */
  void appendEvents(Path folder, TestReport report) {
    try {
      at(folder).appendEvents(report);
    } catch (ReportException e) {
      if (testsWithoutEvents.getAndIncrement() == 0) {
        LOG.log(Level.WARNING, "no events: " + e.getMessage());
      }
    }
  }

  /** Removes what an earlier run wrote of a test that now has no page. */
  void remove(Path folder, Supplier<TestId> test) {
    if (!existed.computeIfAbsent(folder, Files::isDirectory)) {
      return; // nothing is there but what this run writes of other tests
    }
    try {
      at(folder).remove(test.get());
    } catch (ReportException e) {
      warn(e);
    }
  }

  /** Writes the index of each folder that there is; a run without a page makes none. */
  @Override
  public void close() {
    try (OwnWork own = OwnWork.begin()) {
      folders.forEach(
          (path, folder) -> {
            if (Files.isDirectory(path)) {
              writeIndex(folder);
            }
          });
      patterns.told().forEach(text -> LOG.log(Level.WARNING, text));
      String told = kept.told();
      if (!told.isEmpty()) {
        LOG.log(Level.INFO, told);
      }
      int missing = testsWithoutEvents.get();
      if (missing > 1) {
        LOG.log(Level.WARNING, "no events: of " + missing + " tests, the first told before");
      }
    }
  }

  private ReportFolder at(Path folder) {
    return folders.computeIfAbsent(folder, ReportFolder::at);
  }

  private static void writeIndex(ReportFolder folder) {
    try {
      folder.writeIndex();
    } catch (ReportException e) {
      warn(e);
    }
  }

  private static void warn(ReportException failure) {
    LOG.log(Level.WARNING, "no report: " + failure.getMessage());
  }
}
