package io.trackmemory.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a line allocates of a type, or all lines of it, in two runs.
 *
 * @param place the line in the second run, or in the first where it is there only; empty for a row
 *     of a type
 * @param caller the line of the user's that led there, as far as samples tell
 * @param movedFrom the line in the first run, where it has moved
 * @param typeName name of the type
 * @param before how much in the first run
 * @param after in the second
 */
record ComparedRow(
    String place,
    Optional<String> caller,
    Optional<String> movedFrom,
    String typeName,
    Allocated before,
    Allocated after) {

  /**
   * A number of objects and their bytes.
   *
   * @param caller the line of the user's that led to most of those of which one is known
   * @param callerCount of how many it is known
   */
  record Allocated(long count, long bytes, Optional<String> caller, long callerCount) {

    static final Allocated NOTHING = of(0, 0);

    static Allocated of(long count, long bytes) {
      return new Allocated(count, bytes, Optional.empty(), 0);
    }

    Allocated plus(Allocated other) {
      Allocated known = callerCount >= other.callerCount ? this : other;
      return new Allocated(
          count + other.count, bytes + other.bytes, known.caller, known.callerCount);
    }
  }

  private static final Comparator<ComparedRow> MOST_BYTES_MORE_FIRST =
      Comparator.comparingLong((ComparedRow row) -> -row.moreBytes())
          .thenComparing(row -> -row.moreCount())
          .thenComparing(ComparedRow::place)
          .thenComparing(ComparedRow::typeName);

  private static final Comparator<ComparedRow> MOST_OBJECTS_MORE_FIRST =
      Comparator.comparingLong((ComparedRow row) -> -row.moreCount())
          .thenComparing(ComparedRow::place)
          .thenComparing(ComparedRow::typeName);

  /**
   * Lines that allocate more or less, what became more first. Lines of a method move with what is
   * written above them: as many as there were are those that there were, in their order.
   */
  static List<ComparedRow> lines(
      Map<RowKey, Allocated> before, Map<RowKey, Allocated> after, boolean bytes, Slack slack) {
    Map<RowKey, List<RowKey>> was = inOrder(before);
    Map<RowKey, List<RowKey>> is = inOrder(after);
    List<ComparedRow> rows = new ArrayList<>();
    was.forEach(
        (home, here) -> {
          List<RowKey> there = is.getOrDefault(home, new ArrayList<>());
          if (here.size() != there.size()) {
            List<RowKey> stayed = here.stream().filter(after::containsKey).toList();
            pair(stayed, stayed, before, after, rows);
            here.removeAll(stayed);
            there.removeAll(stayed);
          }
          pair(here, there, before, after, rows);
        });
    is.forEach(
        (home, there) ->
            there.forEach(
                key ->
                    rows.add(
                        line(
                            key,
                            Optional.empty(),
                            Allocated.NOTHING,
                            after.getOrDefault(key, Allocated.NOTHING)))));
    return changed(rows, bytes, slack);
  }

  /** The lines by their methods and types. */
  private static Map<RowKey, List<RowKey>> inOrder(Map<RowKey, Allocated> rows) {
    return rows.keySet().stream()
        .sorted(Comparator.comparingInt(key -> key.line().line()))
        .collect(
            Collectors.groupingBy(
                RowKey::moved, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
  }

  /** Rows of the first of both, the second of both and so on, and of what only the first has. */
  private static void pair(
      List<RowKey> here,
      List<RowKey> there,
      Map<RowKey, Allocated> before,
      Map<RowKey, Allocated> after,
      List<ComparedRow> rows) {
    int both = Math.min(here.size(), there.size());
    for (int i = 0; i < here.size(); i++) {
      RowKey was = here.get(i);
      RowKey is = i < both ? there.get(i) : was;
      rows.add(
          line(
              is,
              Optional.of(was).filter(key -> !key.line().equals(is.line())),
              before.getOrDefault(was, Allocated.NOTHING),
              i < both ? after.getOrDefault(is, Allocated.NOTHING) : Allocated.NOTHING));
    }
    if (here != there) {
      there.subList(0, both).clear();
    }
  }

  private static ComparedRow line(
      RowKey key, Optional<RowKey> was, Allocated before, Allocated after) {
    return new ComparedRow(
        key.line().toString(),
        after.caller().or(before::caller),
        was.map(other -> other.line().toString()),
        key.typeName(),
        before,
        after);
  }

  /** Types of which there are more or less, likewise. */
  static List<ComparedRow> types(
      Map<RowKey, Allocated> before, Map<RowKey, Allocated> after, boolean bytes, Slack slack) {
    Map<String, Allocated> was = sums(before, RowKey::typeName);
    Map<String, Allocated> is = sums(after, RowKey::typeName);
    Map<String, Allocated> all = new LinkedHashMap<>(was);
    all.putAll(is);
    List<ComparedRow> rows =
        all.keySet().stream()
            .map(
                type ->
                    new ComparedRow(
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        type,
                        was.getOrDefault(type, Allocated.NOTHING),
                        is.getOrDefault(type, Allocated.NOTHING)))
            .toList();
    return changed(rows, bytes, slack);
  }

  private static Map<String, Allocated> sums(
      Map<RowKey, Allocated> rows, Function<RowKey, String> key) {
    Map<String, Allocated> sums = new LinkedHashMap<>();
    rows.forEach((row, allocated) -> sums.merge(key.apply(row), allocated, Allocated::plus));
    return sums;
  }

  private static List<ComparedRow> changed(List<ComparedRow> rows, boolean bytes, Slack slack) {
    return rows.stream()
        .filter(row -> row.isChanged(bytes, slack))
        .sorted(bytes ? MOST_BYTES_MORE_FIRST : MOST_OBJECTS_MORE_FIRST)
        .toList();
  }

  private boolean isChanged(boolean bytes, Slack slack) {
    return !ComparedFigure.isNear(before.count(), after.count(), slack)
        || (bytes && !ComparedFigure.isNear(before.bytes(), after.bytes(), slack));
  }

  /**
   * As messages print it, {@code ArrayList.grow(ArrayList.java:237) <- Book.fill(Book.java:58)}.
   */
  String line() {
    return place + caller.map(each -> " <- " + each).orElse("");
  }

  long moreCount() {
    return after.count() - before.count();
  }

  long moreBytes() {
    return after.bytes() - before.bytes();
  }
}
