package io.trackmemory.tracker.snapshot;

import io.trackmemory.tracker.ThreadLane;
import io.trackmemory.tracker.ThreadLane.Span;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.recorded.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When each thread worked for a scope. Threads whose accounts were added together have none: those
 * that ended after many others, and those that worked for an inner scope that has closed.
 */
final class Lanes {

  private Lanes() {}

  /** The scope's own thread first, then by the beginning of their work. */
  static List<ThreadLane> of(Recorded recorded, long nowNanos) {
    Map<Long, List<Span>> spans = new LinkedHashMap<>();
    Map<Long, String> names = new LinkedHashMap<>();
    for (AccountView account : recorded.accounts()) {
      if (!account.unscoped() && !account.ended()) {
        names.putIfAbsent(account.threadId(), account.threadName());
        spans
            .computeIfAbsent(account.threadId(), id -> new ArrayList<>())
            .addAll(spans(account, recorded.openedNanos(), nowNanos));
      }
    }
    List<ThreadLane> lanes = new ArrayList<>();
    spans.forEach(
        (id, all) -> {
          if (!all.isEmpty()) {
            lanes.add(
                new ThreadLane(
                    names.getOrDefault(id, ""), id, recorded.isOwn(id), withoutOverlaps(all)));
          }
        });
    lanes.sort(
        Comparator.comparing((ThreadLane lane) -> !lane.ownThread())
            .thenComparing(lane -> lane.spans().get(0).beginNanos()));
    return lanes;
  }

  private static List<Span> spans(AccountView account, long openedNanos, long nowNanos) {
    List<Span> spans = new ArrayList<>();
    long[] numbers = account.stretches();
    for (int i = 0; i < numbers.length; i += 3) {
      boolean goesOn = account.busy() && i == numbers.length - 3;
      spans.add(
          new Span(
              Math.max(0, numbers[i] - openedNanos),
              Math.max(0, goesOn ? nowNanos : numbers[i + 1] - openedNanos),
              Math.max(1, numbers[i + 2])));
    }
    return spans;
  }

  /* A thread in a scope inside another one is in both. */
  private static List<Span> withoutOverlaps(List<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingLong(Span::beginNanos));
    List<Span> apart = new ArrayList<>();
    for (Span span : sorted) {
      int last = apart.size() - 1;
      if (last >= 0 && span.beginNanos() < apart.get(last).endNanos()) {
        Span around = apart.get(last);
        apart.set(
            last,
            new Span(
                around.beginNanos(),
                Math.max(around.endNanos(), span.endNanos()),
                Math.max(around.stretches(), span.stretches())));
      } else {
        apart.add(span);
      }
    }
    return apart;
  }
}
