package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.NumberedRun;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why two runs of an action cannot stand for each other: they did not allocate the same. */
final class NumberedDifference {

  private static final int SHOWN = 3;

  private NumberedDifference() {}

  /** What differs, and what to do; empty where nothing does. */
  static Optional<String> of(NumberedRun first, NumberedRun second) {
    Map<String, Long> more = new TreeMap<>();
    second.lines().forEach(line -> add(more, line.place(), 1));
    first.lines().forEach(line -> add(more, line.place(), -1));
    more.values().removeIf(count -> count == 0);
    return more.isEmpty() ? Optional.empty() : Optional.of(text(first, second, more));
  }

  private static void add(Map<String, Long> more, SiteStatistics place, int sign) {
    more.merge(place.typeName() + " in " + place.location(), sign * place.count(), Long::sum);
  }

  private static String text(NumberedRun first, NumberedRun second, Map<String, Long> more) {
    String rows =
        more.entrySet().stream()
            .limit(SHOWN)
            .map(row -> String.format("%+d x %s", row.getValue(), row.getKey()))
            .collect(Collectors.joining(", "));
    int others = more.size() - SHOWN;
    return "the action does not allocate the same in each run: "
        + Text.count(first.made(), "object")
        + " in the first run and "
        + second.made()
        + " in the second ("
        + rows
        + (others > 0 ? " and " + Text.count(others, "more line") : "")
        + "); fill its caches before with afterWarmup(1), or undo in afterEachRun(...) what a run"
        + " changes";
  }
}
