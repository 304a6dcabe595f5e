package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.report.finding.Finding;
import io.trackmemory.report.finding.Finding.Severity;
import io.trackmemory.report.finding.Findings;
import java.util.List;
import java.util.Locale;

/**
 * What rules found. Components are the keys of the template.
 *
 * @param found the first ones, none or one list
 * @param rest how many more there are, none or one
 * @param unasked rules that could not tell, none or one list
 * @param broken rules and views of users that failed
 */
record FindingsView(
    List<Listed<One>> found, List<String> rest, List<Listed<Told>> unasked, List<Told> broken) {

  private static final int MOST = 10;
  private static final int MOST_CHARS = 500;

  /**
   * A finding.
   *
   * @param severity in words
   * @param style how that is painted
   * @param line class, method, file and line; the empty string where it is about none
   * @param source that line, none or one
   * @param saves what the advice saves, none or one
   */
  record One(
      String severity,
      String style,
      String title,
      String evidence,
      String line,
      List<String> source,
      String advice,
      List<String> saves) {}

  /** What is told of a rule. */
  record Told(String name, String cause) {}

  static FindingsView of(Judged judged, Sources sources) {
    List<Finding> all = judged.findings().found();
    int shown = Math.min(MOST, all.size());
    return new FindingsView(
        Listed.of(all.subList(0, shown).stream().map(finding -> one(finding, sources)).toList()),
        shown == all.size()
            ? List.of()
            : List.of(
                Numbers.count(all.size() - shown, "more finding")
                    + " left out here; the JSON beside this page has all"),
        Listed.of(told(judged.findings().unasked())),
        told(judged.broken()));
  }

  private static One one(Finding finding, Sources sources) {
    return new One(
        words(finding.severity()),
        finding.severity() == Severity.HIGH ? "bad" : "",
        line(finding.title()),
        line(finding.evidence()),
        finding.line().map(line -> VisibleText.name(line.toString())).orElse(""),
        finding.line().flatMap(sources::around).stream()
            .map(found -> VisibleText.line(found.lines().get(found.hit()).strip(), 200))
            .toList(),
        line(finding.advice()),
        finding.saves().stream()
            .filter(saving -> saving.objects() + saving.bytes() > 0)
            .map(
                saving ->
                    "saves at most "
                        + (saving.objects() > 0
                            ? Numbers.count(saving.objects(), "object") + ", "
                            : "")
                        + Numbers.sizeAndExact(saving.bytes()))
            .toList());
  }

  private static List<Told> told(List<Findings.Told> all) {
    return all.stream().map(each -> new Told(line(each.name()), line(each.cause()))).toList();
  }

  private static String words(Severity severity) {
    String name = severity.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String line(String text) {
    return VisibleText.line(text, MOST_CHARS);
  }
}
