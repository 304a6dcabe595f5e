package io.trackmemory.report;

import io.trackmemory.report.IndexReader.Test;
import io.trackmemory.report.IndexReader.Unreadable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** A folder of reports that is compared with another one, or merged with others. For one thread. */
final class Run {

  private final Path folder;
  private final Map<String, Test> tests = new LinkedHashMap<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final NavigableSet<String> jvms = new TreeSet<>();

  private Run(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the heads of all reports of a folder.
   *
   * @throws IllegalArgumentException if it is no folder or has no report, saying which is needed
   */
  static Run read(Path folder) {
    Run run = new Run(folder);
    try {
      if (!Files.exists(folder)) {
        throw new IllegalArgumentException("there is no folder " + folder + "; " + NEEDED);
      }
      IndexReader.Found found = IndexReader.read(folder);
      run.unreadable.addAll(found.unreadable());
      found.tests().forEach(run::add);
    } catch (NotDirectoryException e) {
      throw new IllegalArgumentException(folder + " is no folder; " + NEEDED, e);
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalArgumentException(
          folder + " cannot be read: " + IndexReader.problem(e) + "; " + NEEDED, e);
    }
    if (run.tests.isEmpty() && run.unreadable.isEmpty()) {
      throw new IllegalArgumentException(
          "no report is in "
              + folder
              + "; "
              + NEEDED
              + (Files.isDirectory(folder.resolve("trackmemory"))
                  ? ": " + folder.resolve("trackmemory")
                  : "")
              + "; tests that pass have a report with trackmemory.report=always only");
    }
    return run;
  }

  private static final String NEEDED =
      "give a folder with a folder for each test class, such as target/trackmemory";

  /** A test is the same where machine, class, method and invocation are. */
  private void add(Test test) {
    Test other = tests.putIfAbsent(key(test), test);
    if (other != null) {
      unreadable.add(
          new Unreadable(test.json(), "of the same test as " + other.json() + ", and left out"));
    }
  }

  private static String key(Test test) {
    return String.join(
        "\n",
        ReportMerge.machine(test.folder()).orElse(""),
        test.entry().testClass(),
        test.entry().method(),
        test.entry().invocation());
  }

  /** All of a report that is compared; empty where it cannot be read, which is told. */
  Optional<RunReport> report(Test test) {
    try {
      RunReport report = IndexReader.whole(folder.resolve(test.json()));
      jvms.add(report.jvm().toString());
      return Optional.of(report);
    } catch (IOException | RuntimeException e) {
      unreadable.add(new Unreadable(test.json(), IndexReader.problem(e)));
      return Optional.empty();
    }
  }

  /** Whether there may be a report of this test that cannot be read, so that nobody knows of it. */
  boolean isUnreadable(Test test) {
    return unreadable.stream()
        .anyMatch(file -> file.name().equals(test.json()) || file.name().equals(test.folder()));
  }

  Path folder() {
    return folder;
  }

  /** The tests by what they are called. */
  Map<String, Test> tests() {
    return tests;
  }

  /** What is there and cannot be read. */
  List<Unreadable> unreadable() {
    return unreadable;
  }

  /** The JVMs that the reports are of, as far as they were read whole. */
  NavigableSet<String> jvms() {
    return jvms;
  }
}
