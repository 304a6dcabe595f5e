package io.trackmemory.dsl;

import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.spi.RetainedObjects;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The retained objects that a check looks at.
 *
 * @param subject whose they are
 * @param one whether that is one object
 * @param narrowing what filters left, as messages say it: {@code " of java.lang.Integer"}
 * @param path calls that lead from the subject to the check: {@code ofType(Integer.class).}
 * @param types by type, most bytes first
 */
record Retained(
    Subject subject, boolean one, String narrowing, String path, List<TypeStatistics> types) {

  /** Looks the objects up, and asks about those that the filters take. */
  static Ruling judge(
      Subject subject,
      RetainedSource source,
      Filters<OfType> filters,
      TrackerAccess tracker,
      Object expected,
      Function<Retained, Ruling> question) {
    RetainedObjects found = source.objects();
    Evidence evidence = new Evidence(tracker);
    Optional<String> cause =
        found.uncertified().isEmpty()
            ? unknownName(filters, tracker, evidence)
            : Optional.of(found.uncertified());
    if (cause.isPresent()) {
      return new Ruling.Uncertified(cause.get(), expected);
    }
    return question.apply(
        new Retained(
            subject,
            source.isOfOne(),
            filters.phrases(),
            source.path() + filters.calls(),
            found.types().stream()
                .filter(
                    row ->
                        filters.all().stream()
                            .allMatch(filter -> filter.takes(row.typeName(), evidence)))
                .toList()));
  }

  /* Which class is a subtype of which, only the agent knows. */
  private static Optional<String> unknownName(
      Filters<OfType> filters, TrackerAccess tracker, Evidence evidence) {
    return filters.all().isEmpty()
        ? Optional.empty()
        : tracker.unavailable().or(() -> filters.unknownName(evidence));
  }

  long count() {
    return types.stream().mapToLong(TypeStatistics::count).sum();
  }

  long bytes() {
    return types.stream().mapToLong(TypeStatistics::bytes).sum();
  }

  /** {@code java.util.ArrayList to keep alive at most 64 B of java.lang.Integer but it keeps}. */
  String toKeep(String limit) {
    return subject.phrase()
        + " to keep alive at most "
        + limit
        + narrowing
        + (one ? " but it keeps " : " but they keep ");
  }

  /** The types as lines. */
  List<String> rows() {
    List<RowTable.Row> rows =
        types.stream()
            .map(
                type ->
                    new RowTable.Row(
                        Long.toString(type.count()),
                        type.typeName(),
                        Sizes.rounded(type.bytes()),
                        type.bytes(),
                        ""))
            .toList();
    return new RowTable(rows).lines("  ").stream().map(String::stripTrailing).toList();
  }
}
