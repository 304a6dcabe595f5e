package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the checks of a scope, bounded. Any thread may call any method, which is own work; calls
 * wait.
 */
@SuppressWarnings("try") // a span is never referenced
public final class CheckLog {

  /** As many of each outcome are kept whole. */
  static final int LISTED = 100;

  private final List<Verdict> listed = new ArrayList<>();
  private final Map<Outcome, Long> numbers = new EnumMap<>(Outcome.class);

  CheckLog() {}

  /** Keeps a verdict for the report. */
  public synchronized void add(Verdict verdict) {
    try (OwnWork own = OwnWork.begin()) {
      if (numbers.merge(verdict.outcome(), 1L, Long::sum) <= LISTED) {
        listed.add(verdict);
      }
    }
  }

  synchronized void addAll(Checks inner) {
    inner.listed().forEach(this::add);
    inner.unlisted().forEach((outcome, number) -> numbers.merge(outcome, number, Long::sum));
  }

  /** What there is by now. */
  public synchronized Checks checks() {
    try (OwnWork own = OwnWork.begin()) {
      Map<Outcome, Long> unlisted = new EnumMap<>(numbers);
      unlisted.values().removeIf(number -> number <= LISTED);
      unlisted.replaceAll((outcome, number) -> number - LISTED);
      return new Checks(listed, unlisted);
    }
  }

  /** Keeps only checks made from now on. */
  public synchronized void clear() {
    try (OwnWork own = OwnWork.begin()) {
      listed.clear();
      numbers.clear();
    }
  }
}
