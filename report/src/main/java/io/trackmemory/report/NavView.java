package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import java.util.List;
import java.util.Optional;

/**
 * What the template {@code nav} shows in the top bar of a page: the report as JSON and, as soon as
 * the index is written, the failures before and after. Page and index use the same template, so
 * that {@link PageNavigation} finds what it replaces. Components are the keys of the template.
 *
 * @param json address of the JSON beside the page
 * @param neighbours none or one
 */
record NavView(String json, List<Neighbours> neighbours) {

  /**
   * The page's place among the failures.
   *
   * @param previous address of the page before, none or one
   * @param place {@code failure 2 of 5}
   * @param next address of the page after, none or one
   */
  record Neighbours(List<String> previous, String place, List<String> next) {}

  /** What a page says of itself, which knows no other one. */
  static NavView of(TestId test) {
    return alone(FileNames.ofTest(test));
  }

  /** The same by the name of its file, without extension. */
  static NavView alone(String file) {
    return new NavView(Address.of("./" + file + ".json"), List.of());
  }

  /** The page {@code file} as failure {@code place} of {@code all}, counted from 1. */
  static NavView among(
      String file, int place, int all, Optional<String> previous, Optional<String> next) {
    Neighbours neighbours =
        new Neighbours(
            previous.stream().toList(),
            "failure " + Numbers.count(place) + " of " + Numbers.count(all),
            next.stream().toList());
    return new NavView(alone(file).json(), List.of(neighbours));
  }
}
