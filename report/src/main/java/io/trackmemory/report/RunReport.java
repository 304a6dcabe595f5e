package io.trackmemory.report;

import static io.trackmemory.report.IndexEntryReader.whole;

import io.trackmemory.report.ComparedRow.Allocated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a report is compared with that of another run, beside its head: all of its checks, the
 * rows of the whole test and the JVM. Of any schema version that the index reads.
 *
 * @param checks the checks that it lists
 * @param unlisted how many more there were
 * @param rows what the whole test allocated, whichever thread did
 * @param jvm where it ran
 * @param last what the run before it said
 */
record RunReport(
    List<IndexVerdict> checks,
    long unlisted,
    Map<RowKey, Allocated> rows,
    RunJvm jvm,
    Optional<LastRun> last) {

  /** Reads a report to its end. */
  static RunReport read(JsonReader json) {
    return new Reading(json, true).report();
  }

  /** The same, none of whose rows is kept. */
  static RunReport withoutRows(JsonReader json) {
    return new Reading(json, false).report();
  }

  private static final class Reading {

    private final JsonReader json;
    private final List<IndexVerdict> checks = new ArrayList<>();
    private Map<RowKey, Allocated> rows = Map.of();
    private long unlisted;
    private Optional<RunJvm> jvm = Optional.empty();
    private Optional<LastRun> last = Optional.empty();
    private final boolean keepsRows;

    private Reading(JsonReader json, boolean keepsRows) {
      this.json = json;
      this.keepsRows = keepsRows;
    }

    private RunReport report() {
      json.members(
          name -> {
            member(name);
            return true;
          });
      json.end();
      return new RunReport(
          List.copyOf(checks),
          unlisted,
          rows,
          jvm.orElseThrow(() -> new IllegalArgumentException("member \"conditions\" is missing")),
          last);
    }

    private void member(String name) {
      switch (name) {
        case "verdicts" -> json.elements(() -> checks.add(IndexVerdict.of(json.value())));
        case "unlistedVerdicts" ->
            unlisted =
                object().values().stream()
                    .mapToLong(number -> number == null ? 0 : (long) number)
                    .sum();
        case "measurements" -> json.elements(keepsRows ? this::measurement : json::skip);
        case "last" -> last = LastRun.of(json.value());
        case "conditions" -> jvm = Optional.of(RunJvm.of(object()));
        default -> json.skip();
      }
    }

    @SuppressWarnings("unchecked") // of what else an object may be made there is nothing
    private Map<String, @Nullable Object> object() {
      return (Map<String, @Nullable Object>) Optional.ofNullable(json.value()).orElseThrow();
    }

    /** That of the whole test is the one of no check. */
    private void measurement() {
      Map<RowKey, Allocated> seen = new LinkedHashMap<>();
      Map<String, @Nullable Object> check = new HashMap<>();
      json.members(
          name -> {
            switch (name) {
              case "check" -> check.put(name, json.value());
              case "sites" -> json.elements(() -> add(object(), seen));
              default -> json.skip();
            }
            return true;
          });
      if (check.get("check") == null) {
        rows = seen;
      }
    }

    private static void add(Map<?, ?> row, Map<RowKey, Allocated> rows) {
      Optional<String> caller =
          Optional.ofNullable((Map<?, ?>) row.get("caller"))
              .map(line -> RowKey.line(line).toString());
      long count = whole(row, "count");
      rows.merge(
          RowKey.of(row),
          new Allocated(count, whole(row, "bytes"), caller, caller.isPresent() ? count : 0),
          Allocated::plus);
    }
  }
}
