package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexGroup.Item;
import io.trackmemory.report.base.Numbers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tests of a class, as the index shows them. Components are the keys of the template.
 *
 * @param name binary name of the class
 * @param simpleName the name without its package
 * @param packageName the package, the empty string for none
 * @param summary how its tests ended
 * @param rows its tests
 */
record IndexSection(
    String name, String simpleName, String packageName, String summary, Iterable<Shown> rows) {

  /**
   * A test, or a row that opens to the invocations of a method.
   *
   * @param single none or one
   * @param fold none or one
   */
  record Shown(List<IndexRow> single, List<Fold> fold) {

    static Shown of(Item item) {
      return item.tests().size() == 1
          ? new Shown(List.of(IndexRow.of(item.worst())), List.of())
          : new Shown(List.of(), List.of(Fold.of(item)));
    }
  }

  /** The row of a method, and those of its invocations. */
  record Fold(List<IndexRow> head, Iterable<IndexRow> rows) {

    static Fold of(Item item) {
      return new Fold(
          List.of(IndexRow.of(item)), () -> item.tests().stream().map(IndexRow::of).iterator());
    }
  }

  static IndexSection of(IndexGroup group) {
    String name = group.testClass();
    int cut = name.indexOf(" ... "); // of a name that is too long, the dots are none of a package
    int dot = name.lastIndexOf('.', cut < 0 ? name.length() : cut);
    return new IndexSection(
        name,
        name.substring(dot + 1),
        name.substring(0, Math.max(0, dot)),
        machine(group) + summary(group),
        () -> group.items().stream().map(Shown::of).iterator());
  }

  /** Where it ran, where folders of several machines were merged. */
  private static String machine(IndexGroup group) {
    return group
        .tests()
        .findFirst()
        .flatMap(test -> ReportMerge.machine(test.folder()))
        .map(machine -> "on " + machine + ": ")
        .orElse("");
  }

  private static String summary(IndexGroup group) {
    long all = group.tests().count();
    long passed = group.count(Ending.PASSED);
    if (passed == all) {
      return all == 1 ? "passed" : "all " + Numbers.count(all) + " passed";
    }
    String broken =
        Stream.of(Ending.FAILED, Ending.UNCERTIFIED, Ending.ABORTED)
            .filter(ending -> group.count(ending) > 0)
            .map(ending -> Numbers.count(group.count(ending)) + " " + ending.word)
            .collect(Collectors.joining(", "));
    return broken + " of " + Numbers.count(all, "test");
  }
}
