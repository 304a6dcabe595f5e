package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.spi.RateText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * One measurement as a page shows it.
 *
 * @param id begin of the ids of its sections
 * @param title what was measured
 * @param uncertified why its figures cannot be certified, none or one
 * @param facts its totals
 * @param types by type
 * @param sites by line
 * @param offHeap by line what was held off the heap at its highest, none or one table
 * @param threads by thread
 * @param allThreads that they are all threads, none or one
 * @param unfinished what had not ended, none or one list
 * @param apart what is in no verdict: first use, test code, other work, what no line accounts for
 * @param firstUse lines of first use
 * @param foreign threads of other work
 * @param omissions what the rows leave out, a sentence each
 */
record MeasurementView(
    String id,
    String title,
    List<String> uncertified,
    List<Fact> facts,
    Table<NamedRow> types,
    Table<SiteRow> sites,
    List<Table<SiteRow>> offHeap,
    Table<ThreadRow> threads,
    List<String> allThreads,
    List<Unfinished> unfinished,
    List<Fact> apart,
    List<Table<SiteRow>> firstUse,
    List<Table<NamedRow>> foreign,
    List<String> omissions) {

  private static final String PEAK = "Peak of live bytes";

  /**
   * The view of {@code measurement}.
   *
   * @param main whether it is the one that the page is about, to be shown in full
   */
  static MeasurementView of(MeasurementLook measurement, boolean main) {
    MemorySnapshot seen = measurement.snapshot();
    int maxRows = main ? 60 : 40;
    return new MeasurementView(
        main ? "m" : "test",
        measurement.check().map(check -> "What it saw").orElse("The whole test"),
        seen.uncertified().stream().map(cause -> VisibleText.lines(cause, 2_000)).toList(),
        facts(seen),
        NamedRow.ofTypes(seen.types(), maxRows),
        SiteRow.table(seen.sites(), maxRows),
        OffHeap.table(seen, maxRows),
        ThreadRow.table(seen.threads(), maxRows),
        seen.allThreads()
            ? List.of("Of all threads, whatever they did meanwhile: not only the test's own work.")
            : List.of(),
        Unfinished.of(seen.unfinishedWork()),
        apart(seen),
        SiteRow.table(seen.firstUseSites(), maxRows / 6).ifAny(),
        NamedRow.ofThreads(seen.foreignThreads(), maxRows / 6).ifAny(),
        Omitted.of(seen));
  }

  private static List<Fact> facts(MemorySnapshot seen) {
    List<Fact> facts = new ArrayList<>();
    facts.add(count(Numbers.measured(seen, seen.allocationCount()), seen.runs()));
    facts.add(size("Allocated bytes", Numbers.measured(seen, seen.allocatedBytes()), perRun(seen)));
    facts.add(peak(seen));
    facts.addAll(OffHeap.facts(seen));
    facts.add(size("By the JVM's counter", seen.jvmAllocatedBytes(), "first use included"));
    facts.add(
        new Fact(
            "Coverage",
            Numbers.coverage(seen.coverage()),
            seen.coverage().isPresent() ? "of the JVM's bytes have a line" : ""));
    facts.addAll(rates(seen.rates()));
    return facts;
  }

  private static String perRun(MemorySnapshot seen) {
    return seen.runs() == 1
        ? ""
        : RateText.bytes((double) seen.allocatedBytes() / seen.runs()) + " a run";
  }

  private static List<Fact> rates(MemoryRates rates) {
    return List.of(
        new Fact(
            "Allocation rate",
            Numbers.orNotAvailable(
                rates.allocatedBytesPerSecond(), bytes -> Numbers.size(bytes) + "/s"),
            rates.activeNanos().isPresent()
                ? "in "
                    + Numbers.elapsed(Duration.ofNanos(rates.activeNanos().getAsLong()))
                    + " at work, by the clock"
                : ""),
        new Fact(
            "GC pressure",
            rates
                .gcPressure()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .orElse(Numbers.NOT_AVAILABLE),
            rates.collections().isPresent() && rates.pauseMillis().isPresent()
                ? Numbers.count(rates.collections().getAsLong(), "collection")
                    + " meanwhile, pauses "
                    + Numbers.count(rates.pauseMillis().getAsLong())
                    + " ms"
                : ""));
  }

  private static Fact count(OptionalLong count, int runs) {
    return new Fact(
        "Allocated objects",
        Numbers.orNotAvailable(count, Numbers::count),
        runs == 1 ? "" : "in " + Numbers.count(runs, "run"));
  }

  private static Fact peak(MemorySnapshot seen) {
    PeakBracket peak = seen.peak();
    return Numbers.measured(seen, peak.atMost()).isEmpty()
        ? new Fact(PEAK, Numbers.NOT_AVAILABLE, "")
        : new Fact(
            PEAK,
            "\u2264 " + Numbers.size(peak.atMost()),
            "from " + Numbers.exact(peak.atLeast()) + " to " + Numbers.exact(peak.atMost()));
  }

  private static Fact size(String label, OptionalLong bytes, String detail) {
    if (bytes.isEmpty()) {
      return new Fact(label, Numbers.NOT_AVAILABLE, "");
    }
    long value = bytes.getAsLong();
    String exact = value < 1024 ? "" : Numbers.exact(value);
    String comma = exact.isEmpty() || detail.isEmpty() ? "" : ", ";
    return new Fact(label, Numbers.size(value), exact + comma + detail);
  }

  private static List<Fact> apart(MemorySnapshot seen) {
    return List.of(
        apart(
            "First use",
            seen.firstUseCount(),
            seen.firstUseBytes(),
            "made once by the JVM and the JDK for a piece of code"),
        apart(
            "Test code",
            seen.testCodeCount(),
            seen.testCodeBytes(),
            "made by assertion and mocking libraries that the test class called"),
        apart(
            "By chance",
            seen.chanceCount(),
            seen.chanceBytes(),
            "made by the JDK or not, as a random number of its own tells"),
        apart(
            "Other work",
            seen.foreignCount(),
            seen.foreignBytes(),
            "made meanwhile by threads of which the test is not the cause"),
        Unattributed.of(seen.unattributed()));
  }

  private static Fact apart(String label, long count, long bytes, String detail) {
    return new Fact(
        label, Numbers.count(count, "object") + ", " + Numbers.sizeAndExact(bytes), detail);
  }
}
