package io.trackmemory.report;

import io.trackmemory.report.IndexReader.Test;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two runs beside each other, one value that console, page and JSON render.
 *
 * @param before the first run
 * @param after the second
 * @param slack by how much figures may differ
 * @param tests their tests, the worst first
 */
record RunComparison(Run before, Run after, Slack slack, List<ComparedTest> tests) {

  /** Tests by what is told of them together, in this order. */
  enum Group {
    WORSE("worse", "Worse"),
    BETTER("better", "Better"),
    CHANGED("changed", "Changed"),
    ADDED("only in the second", "Only in the second run"),
    GONE("only in the first", "Only in the first run"),
    SAME("unchanged", "Unchanged");

    final String word;
    final String title;

    Group(String word, String title) {
      this.word = word;
      this.title = title;
    }

    /** A test that failed and is in the second run only is worse. */
    static Group of(ComparedTest test) {
      if (test.isOfBoth() || test.change() == Change.WORSE) {
        return valueOf(test.change().name());
      }
      return test.after().isPresent() ? ADDED : GONE;
    }
  }

  /**
   * Compares.
   *
   * @param wholeTests whether all that a test allocates is judged, beside what its checks saw
   * @throws IllegalArgumentException if one is no run, or both are the same
   */
  static RunComparison of(Path before, Path after, Slack slack, boolean wholeTests) {
    Run was = Run.read(before);
    Run is = Run.read(after);
    if (isSame(before, after)) {
      throw new IllegalArgumentException(
          "the two runs must not be the same folder: " + before + " and " + after);
    }
    Set<String> all = new LinkedHashSet<>(is.tests().keySet());
    all.addAll(was.tests().keySet());
    List<ComparedTest> tests = new ArrayList<>();
    for (String key : all) {
      compare(
              was,
              Optional.ofNullable(was.tests().get(key)),
              is,
              Optional.ofNullable(is.tests().get(key)),
              slack,
              wholeTests)
          .ifPresent(tests::add);
    }
    tests.sort(ComparedTest.WORST_FIRST);
    return new RunComparison(was, is, slack, List.copyOf(tests));
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a test that one of the runs cannot tell of there is nothing to compare. */
  private static Optional<ComparedTest> compare(
      Run was,
      Optional<Test> before,
      Run is,
      Optional<Test> after,
      Slack slack,
      boolean wholeTests) {
    Optional<RunReport> first = before.flatMap(was::report);
    Optional<RunReport> second = after.flatMap(is::report);
    if (first.isPresent() && second.isPresent()) {
      return Optional.of(
          ComparedTest.of(
              before.orElseThrow(),
              first.get(),
              after.orElseThrow(),
              second.get(),
              slack,
              wholeTests));
    }
    if (first.isPresent()) {
      Test test = before.orElseThrow();
      return after.isPresent() || is.isUnreadable(test)
          ? Optional.empty()
          : Optional.of(ComparedTest.gone(test));
    }
    if (second.isPresent()) {
      Test test = after.orElseThrow();
      return before.isPresent() || was.isUnreadable(test)
          ? Optional.empty()
          : Optional.of(ComparedTest.added(test));
    }
    return Optional.empty();
  }

  /** The tests in groups; none of them is empty. */
  Map<Group, List<ComparedTest>> groups() {
    Map<Group, List<ComparedTest>> groups = new LinkedHashMap<>();
    for (Group group : Group.values()) {
      List<ComparedTest> tests =
          this.tests.stream().filter(test -> Group.of(test) == group).toList();
      if (!tests.isEmpty()) {
        groups.put(group, tests);
      }
    }
    return groups;
  }

  /** Files of both runs that cannot be read, by their path, and why. */
  List<IndexReader.Unreadable> problems() {
    List<IndexReader.Unreadable> problems = new ArrayList<>();
    for (Run run : List.of(before, after)) {
      run.unreadable()
          .forEach(
              file ->
                  problems.add(
                      new IndexReader.Unreadable(
                          run.folder().resolve(file.name()).toString(), file.problem())));
    }
    return problems;
  }

  boolean isWorse() {
    return tests.stream().anyMatch(test -> test.change() == Change.WORSE);
  }
}
