package io.trackmemory.report.finding;

import io.trackmemory.report.FakeSnapshot;
import io.trackmemory.report.Samples;
import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThreadStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Evidence made up line by line. */
final class Seen {

  static final AllocationSite LINE = Samples.user("com.acme.OrderBook", "match", 42);
  static final AllocationSite OTHER = Samples.user("com.acme.OrderBook", "fills", 58);

  private final List<Made> made = new ArrayList<>();
  private final List<SiteStatistics> rows = new ArrayList<>();
  private final List<LeakResult> leaks = new ArrayList<>();
  private ThreadStatistics[] threads = {};
  private int runs = 1;
  private OptionalLong region = OptionalLong.empty();
  private Optional<PeakBracket> peak = Optional.empty();

  /** Of that many bytes each, made by that line itself. */
  Seen made(String type, long count, long each) {
    return made(type, List.of(LINE), count, count * each, each, each, OptionalLong.empty());
  }

  /** Likewise, of which all but that many bytes were seen to be collected. */
  Seen followed(String type, long count, long each, long live) {
    return made(type, List.of(LINE), count, count * each, each, each, OptionalLong.of(live));
  }

  /** By way of other lines. */
  Seen by(String type, List<AllocationSite> lines, long count, long bytes, long least, long most) {
    return made(type, lines, count, bytes, least, most, OptionalLong.empty());
  }

  /** Of which a stack was taken of a few only. */
  Seen sampled(String type, List<AllocationSite> lines, long count, long bytes) {
    OptionalLong each = OptionalLong.of(bytes / count);
    made.add(new Made(type, lines, count, bytes, false, 20, each, each, OptionalLong.empty()));
    rows.add(Samples.row(type, lines.get(0), count, bytes));
    return this;
  }

  private Seen made(
      String type,
      List<AllocationSite> lines,
      long count,
      long bytes,
      long least,
      long most,
      OptionalLong live) {
    made.add(
        new Made(
            type,
            lines,
            count,
            bytes,
            true,
            count,
            OptionalLong.of(least),
            OptionalLong.of(most),
            live));
    rows.add(Samples.row(type, lines.get(0), count, bytes));
    return this;
  }

  /** What another line made, so that shares are shares of something. */
  Seen beside(long count, long bytes) {
    return by("com.acme.Other", List.of(OTHER), count, bytes, bytes / count, bytes / count);
  }

  Seen runs(int number) {
    runs = number;
    return this;
  }

  Seen region(long bytes) {
    region = OptionalLong.of(bytes);
    return this;
  }

  Seen peak(long atLeast, long atMost) {
    peak = Optional.of(new PeakBracket(atLeast, atMost));
    return this;
  }

  Seen threads(ThreadStatistics... given) {
    threads = given;
    return this;
  }

  Seen leaks(LeakResult result) {
    leaks.add(result);
    return this;
  }

  Evidence evidence() {
    FakeSnapshot snapshot = new FakeSnapshot(rows).withThreads(threads).withRuns(runs);
    peak.map(PeakResult::of).ifPresent(snapshot::withPeak);
    return new Evidence(snapshot, made, leaks, 1L << 30, region, false);
  }

  /** What our rules find, as {@code rule severity}. */
  List<String> found() {
    return Findings.of(evidence()).found().stream()
        .map(finding -> finding.rule() + " " + finding.severity())
        .toList();
  }

  /** The only finding of a rule. */
  Finding only(String rule) {
    return Findings.of(evidence()).found().stream()
        .filter(finding -> finding.rule().equals(rule))
        .reduce(
            (one, other) -> {
              throw new AssertionError("several: " + one + ", " + other);
            })
        .orElseThrow(() -> new AssertionError("no finding of " + rule));
  }
}
