package io.trackmemory.report;

import io.trackmemory.report.ComparedCheck.Made;
import io.trackmemory.report.IndexEntry.Asked;
import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the index keeps of a report: its head, up to the verdicts; of an older report, whose
 * totals are not there, its rows too, none of which is kept. For one thread, one file.
 */
final class IndexEntryReader {

  /** The newest form of a report that is known; those before can be read too. */
  static final int NEWEST_VERSION = 2;

  /** What is read, in whatever order it stands; then no more is. */
  private static final Set<String> NEEDED =
      Set.of(
          "schemaVersion",
          "test",
          "status",
          "finishedAt",
          "elapsedNanos",
          "totals",
          "failure",
          "verdicts",
          "unlistedVerdicts");

  private final JsonReader json;
  private final Map<String, @Nullable Object> head = new HashMap<>();
  private final List<IndexVerdict> verdicts = new ArrayList<>();
  private final OldTotals old;

  private IndexEntryReader(JsonReader json) {
    this.json = json;
    this.old = new OldTotals(json);
  }

  /**
   * Reads a report.
   *
   * @throws RuntimeException of whatever kind, if it is none
   */
  static IndexEntry read(JsonReader json) {
    return new IndexEntryReader(json).read();
  }

  private IndexEntry read() {
    json.members(this::member);
    return entry();
  }

  private boolean member(String name) {
    switch (name) {
      case "verdicts" -> {
        json.elements(() -> verdicts.add(IndexVerdict.of(json.value())));
        head.put(name, verdicts);
      }
      case "measurements" -> json.elements(old::measurement);
      case "leakSearches" -> json.elements(old::leakSearch);
      default -> {
        if (NEEDED.contains(name) || name.equals("last")) {
          head.put(name, json.value());
        } else {
          json.skip();
        }
      }
    }
    if (name.equals("schemaVersion")) {
      requireKnown(whole(head, name));
    }
    return !head.keySet().containsAll(NEEDED);
  }

  private static void requireKnown(long version) {
    if (version > NEWEST_VERSION) {
      throw new IllegalArgumentException(
          "written by a newer TrackMemory: schemaVersion must be at most "
              + NEWEST_VERSION
              + ": "
              + version);
    }
  }

  private IndexEntry entry() {
    whole(head, "schemaVersion");
    get(head, "verdicts");
    Map<?, ?> test = (Map<?, ?>) get(head, "test");
    Optional<Map<?, ?>> failure = Optional.ofNullable((Map<?, ?>) head.get("failure"));
    TestReport.Status status = TestReport.Status.valueOf((String) get(head, "status"));
    String thrown = failure.map(json -> (String) get(json, "message")).orElse("");
    Optional<IndexVerdict> decisive = IndexVerdict.decisive(verdicts, thrown);
    Optional<String> own =
        decisive.filter(IndexVerdict::isBroken).isPresent()
            ? Optional.empty()
            : failure.map(json -> told((String) get(json, "type"), thrown));
    Ending ending = ending(status, thrown);
    Optional<Asked> asked = own.isPresent() ? Optional.empty() : decisive.map(this::asked);
    ReportTotals totals =
        head.containsKey("totals") ? totals((Map<?, ?>) get(head, "totals")) : old.totals();
    return new IndexEntry(
        ending,
        VisibleText.name((String) get(test, "class")),
        VisibleText.name((String) get(test, "method")),
        VisibleText.name((String) get(test, "invocation")),
        VisibleText.name((String) get(test, "displayName")),
        asked,
        own.or(() -> decisive.map(IndexVerdict::told)).orElse(""),
        listed(null) + unlisted(null),
        listed(Outcome.FAILED) > 0,
        totals,
        LastRun.of(head.get("last")).map(last -> SinceLast.of(last, ending, asked, made(), totals)),
        Instant.parse((String) get(head, "finishedAt")),
        whole(head, "elapsedNanos"));
  }

  /** A check that cannot certify aborts a test or fails it, as is set. */
  private Ending ending(TestReport.Status status, String thrown) {
    boolean uncertified = false;
    for (IndexVerdict verdict : verdicts) {
      uncertified |=
          verdict.outcome() == Outcome.UNCERTIFIED
              && (status == TestReport.Status.ABORTED || verdict.isThrown(thrown));
    }
    return uncertified && listed(Outcome.FAILED) == 0 && status != TestReport.Status.PASSED
        ? Ending.UNCERTIFIED
        : Ending.valueOf(status.name());
  }

  private List<Made> made() {
    return verdicts.stream().map(Made::of).toList();
  }

  private Asked asked(IndexVerdict verdict) {
    long kept = listed(Outcome.PASSED) + unlisted(Outcome.PASSED);
    long all = listed(null) + unlisted(null);
    return verdict.asked((verdict.outcome() == Outcome.PASSED ? kept : all - kept) - 1);
  }

  /** How many checks are listed, of all outcomes or one. */
  private long listed(@Nullable Outcome outcome) {
    long number = 0;
    for (IndexVerdict verdict : verdicts) {
      number += outcome == null || verdict.outcome() == outcome ? 1 : 0;
    }
    return number;
  }

  /** How many more there are, likewise. */
  private long unlisted(@Nullable Outcome outcome) {
    long number = 0;
    for (Map.Entry<?, ?> more : ((Map<?, ?>) get(head, "unlistedVerdicts")).entrySet()) {
      number +=
          outcome == null || more.getKey().equals(outcome.name()) ? (long) more.getValue() : 0;
    }
    return number;
  }

  private static String told(String name, String message) {
    String first = message.lines().findFirst().orElse("");
    return VisibleText.line(
        name.substring(name.lastIndexOf('.') + 1) + (first.isBlank() ? "" : ": " + first),
        IndexVerdict.MAX_TOLD_CHARS);
  }

  static ReportTotals totals(Map<?, ?> totals) {
    return new ReportTotals(
        OldTotals.measured(totals.get("allocationCount")),
        OldTotals.measured(totals.get("allocatedBytes")),
        Optional.ofNullable((Map<?, ?>) totals.get("left")).map(IndexEntryReader::left));
  }

  private static ReportTotals.Left left(Map<?, ?> left) {
    return new ReportTotals.Left(
        whole(left, "count"),
        whole(left, "bytes"),
        whole(left, "toldCount"),
        whole(left, "toldBytes"),
        (boolean) get(left, "estimated"));
  }

  static long whole(Map<?, ?> object, String member) {
    return (long) get(object, member);
  }

  static Object get(Map<?, ?> object, String member) {
    Object value = object.get(member);
    if (value == null) {
      throw new IllegalArgumentException("member \"" + member + "\" is missing");
    }
    return value;
  }
}
