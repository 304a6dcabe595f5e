package io.trackmemory.report;

import io.trackmemory.report.base.Conditions;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.report.jfr.EventStream;
import io.trackmemory.tracker.spi.MessageEnd;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A folder of reports: for each test {@code <test class>/<test>.html} and {@code .json}, of what
 * failed {@code .md} beside them, and {@code index.html} over all; where they are asked for, events
 * in {@code events/}, one file a process. Nothing is ever written outside it.
 *
 * <p>As a report replaces that of an earlier run, it keeps what that said, for the index to
 * compare.
 *
 * <p>Any threads and JVMs (forks) may write to the same folder at once; a reader sees each file
 * whole. Reports of the same test replace each other, the last one wins. Nothing is created before
 * the first report or index is written.
 */
public final class ReportFolder {

  /** A JVM is of one run, and what ended before it began of an earlier one. */
  private static final Instant JVM_BEGIN =
      Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

  private final Path folder;
  private final Supplier<Conditions> conditions;
  private final EventStream events;
  private final Instant begin;

  private ReportFolder(Path folder, Supplier<Conditions> conditions, Instant begin) {
    this.begin = begin;
    this.folder = folder.toAbsolutePath().normalize();
    this.conditions = conditions;
    this.events = new EventStream(this.folder);
  }

  /** The reports in {@code dir}, which need not exist yet. */
  public static ReportFolder at(Path dir) {
    return new ReportFolder(dir, Conditions::ofThisJvm, JVM_BEGIN);
  }

  /** For tests: reports that were, it seems, made elsewhere. */
  static ReportFolder at(Path dir, Conditions conditions) {
    return at(dir, conditions, JVM_BEGIN);
  }

  /** For tests: in a run that, it seems, began at {@code begin}. */
  static ReportFolder at(Path dir, Conditions conditions, Instant begin) {
    return new ReportFolder(dir, () -> conditions, begin);
  }

  /**
   * Where the page of a test is, whether or not it has been written: {@code <dir>/<test
   * class>/<test>.html}. Different tests have different pages, on file systems that ignore case
   * too; characters that a file name cannot have everywhere are replaced, long names shortened.
   */
  public Path pageOf(TestId id) {
    return fileOf(id, ".html");
  }

  /** Address of {@link #pageOf}, with three slashes: {@code file:///...}. */
  public URI addressOf(TestId id) {
    return pageOf(id).toUri();
  }

  /**
   * Writes page and JSON of a test and, where it ended by something to mend, a Markdown file of
   * less than 2,000 characters that tells it in short; one of an earlier run is removed.
   *
   * @return where they are
   * @throws ReportException if they cannot be written
   */
  public WrittenReport write(TestReport report) {
    try {
      ReportContent content = ReportContent.of(report, conditions.get(), Sources.ofClassPath());
      Path jsonFile = fileOf(report.test(), ".json");
      String json = JsonReport.of(content, LastRun.of(jsonFile, begin, content.conditions()));
      String page = Templates.page(PageView.of(content));
      Path file = pageOf(report.test());
      Path inShort = MessageEnd.inShort(file);
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(WrittenReport.heapDump(file)); // of an earlier run
      AtomicFile.write(file, page);
      AtomicFile.write(jsonFile, json);
      Optional<ShortForm> failure =
          AgentText.isDue(content) ? Optional.of(ShortForm.of(content, inShort)) : Optional.empty();
      if (failure.isPresent()) {
        AtomicFile.write(inShort, failure.get().text());
      } else {
        Files.deleteIfExists(inShort);
      }
      return new WrittenReport(file, jsonFile, failure);
    } catch (IOException | RuntimeException e) {
      throw failed("the report of " + VisibleText.name(report.test().toString()), e);
    }
  }

  /**
   * Adds the events of a test to this process's file in {@code <dir>/events}, a Flight Recorder
   * file: its totals, rows, checks, and the sampled allocations with their stacks. A test that is
   * added twice is there twice.
   *
   * @throws ReportException if they cannot be written; the file is then as it was before
   */
  public void appendEvents(TestReport report) {
    try {
      events.append(report.measured(), conditions.get());
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw failed("the events of " + VisibleText.name(report.test().toString()), e);
    }
  }

  /**
   * Removes page, JSON, short form and heap dump of a test that an earlier run wrote, so that the
   * index does not tell of a failure that is gone. Does nothing where there are none.
   *
   * @throws ReportException if they cannot be removed
   */
  public void remove(TestId id) {
    try {
      Files.deleteIfExists(fileOf(id, ".json"));
      Files.deleteIfExists(pageOf(id));
      Files.deleteIfExists(MessageEnd.inShort(pageOf(id)));
      Files.deleteIfExists(WrittenReport.heapDump(pageOf(id)));
    } catch (IOException | RuntimeException e) {
      throw failed("that there is no report of " + VisibleText.name(id.toString()), e);
    }
  }

  /**
   * Writes {@code index.html} over all JSON files there are, of all forks, then into each failing
   * test's page which failures come before and after. The last fork to end has them all.
   *
   * @throws ReportException if it cannot be written
   */
  public void writeIndex() {
    try {
      Files.createDirectories(folder);
      FolderLock.within(
          folder,
          () -> {
            IndexReader.Found found = IndexReader.read(folder);
            List<IndexGroup> groups = IndexGroup.of(found.tests());
            writeIndex(IndexView.of(groups, found.unreadable()));
            PageNavigation.write(folder, groups);
          });
    } catch (IOException | RuntimeException e) {
      throw failed("the index", e);
    }
  }

  private void writeIndex(IndexView view) throws IOException {
    AtomicFile.write(
        folder.resolve("index.html"),
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          Templates.index(view, text);
          text.flush();
        });
  }

  private Path fileOf(TestId id, String extension) {
    return folder.resolve(FileNames.ofClass(id)).resolve(FileNames.ofTest(id) + extension);
  }

  private ReportException failed(String what, Throwable cause) {
    return new ReportException(
        "cannot write "
            + what
            + " to folder "
            + folder
            + " ("
            + cause
            + "); set trackmemory.report.dir to a folder that can be written",
        cause);
  }
}
