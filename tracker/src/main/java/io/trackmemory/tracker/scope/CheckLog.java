package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps the checks of a scope, bounded. Any thread may call any method; calls wait. */
final class CheckLog {

  /** As many of each outcome are kept whole. */
  static final int LISTED = 100;

  private final List<Verdict> listed = new ArrayList<>();
  private final Map<Outcome, Long> numbers = new EnumMap<>(Outcome.class);

  synchronized void add(Verdict verdict) {
    if (numbers.merge(verdict.outcome(), 1L, Long::sum) <= LISTED) {
      listed.add(verdict);
    }
  }

  synchronized void addAll(Checks inner) {
    inner.listed().forEach(this::add);
    inner.unlisted().forEach((outcome, number) -> numbers.merge(outcome, number, Long::sum));
  }

  synchronized Checks checks() {
    Map<Outcome, Long> unlisted = new EnumMap<>(Outcome.class);
    numbers.forEach(
        (outcome, number) -> {
          if (number > LISTED) {
            unlisted.put(outcome, number - LISTED);
          }
        });
    return new Checks(listed, unlisted);
  }

  synchronized void clear() {
    listed.clear();
    numbers.clear();
  }
}
