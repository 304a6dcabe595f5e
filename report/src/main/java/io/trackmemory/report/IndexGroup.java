package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexReader.Test;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tests of a class in the order of the index: what failed, what could not be certified, what
 * was aborted, what passed, and among these the slowest first.
 *
 * @param testClass binary name of the class
 * @param items its methods
 * @param counts how many tests ended how; no entry where none did
 */
record IndexGroup(String testClass, List<Item> items, Map<Ending, Long> counts) {

  private static final Comparator<Test> BY_INVOCATION =
      Comparator.comparing((Test test) -> test.entry().ending())
          .thenComparing(test -> test.entry().invocation().length())
          .thenComparing(test -> test.entry().invocation())
          .thenComparing(Test::file);

  private static final Comparator<IndexGroup> MOST_FAILURES_FIRST =
      Comparator.comparingLong((IndexGroup group) -> -group.count(Ending.FAILED))
          .thenComparing(group -> -group.count(Ending.UNCERTIFIED))
          .thenComparing(group -> -group.count(Ending.ABORTED))
          .thenComparing(IndexGroup::testClass);

  /**
   * A test, or all invocations of a method, the worst first.
   *
   * @param tests one or more
   */
  record Item(List<Test> tests) {

    private static final Comparator<Item> WORST_FIRST =
        Comparator.comparing((Item item) -> item.worst().entry().ending())
            .thenComparing(item -> -item.elapsedNanos())
            .thenComparing(item -> item.worst().entry().id());

    Test worst() {
      return tests.get(0);
    }

    long elapsedNanos() {
      return tests.stream().mapToLong(test -> test.entry().elapsedNanos()).sum();
    }
  }

  /** The groups of all tests, those with most failures first. */
  static List<IndexGroup> of(List<Test> tests) {
    return grouped(tests.stream(), Test::folder).stream()
        .map(IndexGroup::group)
        .sorted(MOST_FAILURES_FIRST)
        .toList();
  }

  private static IndexGroup group(List<Test> tests) {
    List<Item> items =
        grouped(tests.stream().sorted(BY_INVOCATION), IndexGroup::method).stream()
            .map(Item::new)
            .sorted(Item.WORST_FIRST)
            .toList();
    Map<Ending, Long> counts = new EnumMap<>(Ending.class);
    tests.forEach(test -> counts.merge(test.entry().ending(), 1L, Long::sum));
    return new IndexGroup(tests.get(0).entry().testClass(), items, counts);
  }

  /** What is one row: the method for its invocations, the test itself for any other. */
  private static String method(Test test) {
    IndexEntry entry = test.entry();
    return entry.invocation().isEmpty() ? "/" + test.file() : entry.method();
  }

  private static Collection<List<Test>> grouped(Stream<Test> tests, Function<Test, String> key) {
    Map<String, List<Test>> groups =
        tests.collect(
            Collectors.groupingBy(
                key, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    return groups.values();
  }

  /** All tests, as they are listed. */
  Stream<Test> tests() {
    return items.stream().flatMap(item -> item.tests().stream());
  }

  long count(Ending ending) {
    return counts.getOrDefault(ending, 0L);
  }
}
