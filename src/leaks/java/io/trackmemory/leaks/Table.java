package io.trackmemory.leaks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All cases as Markdown.
 *
 * @param cases a line each
 * @param outcomes for each JDK, one for each case
 */
record Table(List<LeakCase> cases, Map<Jdk, List<Outcome>> outcomes) {

  String text() {
    return leaks() + "\n" + nearMisses() + "\n" + sum();
  }

  private String leaks() {
    StringBuilder text = header("| library | issue | what was kept | leaky | mended | held by |");
    for (int i = 0; i < cases.size(); i++) {
      LeakCase each = cases.get(i);
      if (!each.isNearMiss()) {
        text.append("| %s | %s | %s | ".formatted(artifact(each), each.issue(), each.what()));
        text.append("%s | %s | `%s` |".formatted(each.leaky(), each.mended(), each.holder()));
        cells(text, i);
      }
    }
    return text.toString();
  }

  private String nearMisses() {
    StringBuilder text = header("| near miss | version | what it keeps |");
    for (int i = 0; i < cases.size(); i++) {
      LeakCase each = cases.get(i);
      if (each.isNearMiss()) {
        text.append("| %s | %s | %s |".formatted(artifact(each), each.mended(), each.what()));
        cells(text, i);
      }
    }
    return text.toString();
  }

  private StringBuilder header(String columns) {
    StringBuilder text = new StringBuilder(columns);
    outcomes.keySet().forEach(jdk -> text.append(" JDK ").append(jdk.version()).append(" |"));
    int count = columns.split("\\|", -1).length - 2 + outcomes.size();
    return text.append("\n|").append(" --- |".repeat(count)).append('\n');
  }

  private void cells(StringBuilder text, int number) {
    for (List<Outcome> ofJdk : outcomes.values()) {
      text.append(' ').append(cell(ofJdk.get(number))).append(" |");
    }
    text.append('\n');
  }

  private static String cell(Outcome outcome) {
    List<String> verdicts = new ArrayList<>();
    outcome
        .leaky()
        .ifPresent(
            verdict ->
                verdicts.add(
                    verdict.names(outcome.leakCase().holder())
                        ? "found"
                        : verdict.isPassed() ? "MISSED" : word(verdict, "OTHER HOLDER")));
    verdicts.add(outcome.mended().isPassed() ? "passed" : word(outcome.mended(), "FALSE ALARM"));
    return String.join(", ", verdicts);
  }

  private static String word(Verdict verdict, String otherwise) {
    return verdict.isUncertified() ? "CANNOT CERTIFY" : otherwise;
  }

  private static String artifact(LeakCase leakCase) {
    return leakCase.library().replaceFirst(".*:", "");
  }

  private String sum() {
    long leaks = cases.stream().filter(each -> !each.isNearMiss()).count();
    return "%d leaks, %d near misses; on %d JDKs %d cases not as they must be, %d of them not certified.%n"
        .formatted(
            leaks,
            cases.size() - leaks,
            outcomes.size(),
            count(outcome -> !outcome.problems().isEmpty()),
            count(Outcome::isUncertified));
  }

  private long count(Predicate<Outcome> what) {
    return outcomes.values().stream().flatMap(Collection::stream).filter(what).count();
  }
}
