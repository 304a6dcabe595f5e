package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.tracker.AllocationSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * What one line of the user's own led to, of one kind.
 *
 * @param parts by call stack
 * @param known places that are known to lead from one line of the user's own only
 */
record Pile(AllocationSite line, String kind, List<Made> parts, Set<Place> known) {

  /** A type and the line that allocates it: of it, count and bytes are exact. */
  record Place(String type, AllocationSite allocates) {

    static Place of(Made made) {
      return new Place(made.type(), made.allocates());
    }
  }

  /** Piles of what has a line and a kind, in the order of the evidence. */
  static List<Pile> of(Evidence seen, Function<Made, Optional<String>> kind) {
    Set<Place> known = ofOneLine(seen);
    Map<List<Object>, Pile> piles = new LinkedHashMap<>();
    for (Made made : seen.made()) {
      Optional<AllocationSite> line = made.line();
      Optional<String> its =
          made.count() == 0 || line.isEmpty() ? Optional.empty() : kind.apply(made);
      its.ifPresent(
          name ->
              piles
                  .computeIfAbsent(
                      List.of(line.orElseThrow(), name),
                      key -> new Pile(line.orElseThrow(), name, new ArrayList<>(), known))
                  .parts
                  .add(made));
    }
    return List.copyOf(piles.values());
  }

  long count() {
    return sum(Made::count);
  }

  long bytes() {
    return sum(Made::bytes);
  }

  long taken() {
    return sum(Made::taken);
  }

  double meanBytes() {
    return (double) bytes() / count();
  }

  private static Set<Place> ofOneLine(Evidence seen) {
    Map<Place, Set<Optional<AllocationSite>>> lines = new HashMap<>();
    for (Made made : seen.made()) {
      lines.computeIfAbsent(Place.of(made), key -> new HashSet<>()).add(made.line());
    }
    lines.values().removeIf(all -> all.size() > 1);
    return Set.copyOf(lines.keySet());
  }

  /** The same of some parts only. */
  Pile with(List<Made> some) {
    return new Pile(line, kind, some, known);
  }

  /** Whether nothing of it is shared out by samples among lines of the user's own. */
  boolean isExact() {
    return parts.stream().allMatch(made -> made.exact() || isWhole(made));
  }

  /* All stacks of its place are there, which add up to what that made. */
  private boolean isWhole(Made made) {
    return known.contains(Place.of(made)) && kind.equals(made.type());
  }

  OptionalLong smallestBytes() {
    return known(Made::smallestBytes).min();
  }

  OptionalLong largestBytes() {
    return known(Made::largestBytes).max();
  }

  /**
   * Bytes of which it is known what became of them, and of these those that were not seen to go.
   */
  long followedBytes() {
    return parts.stream().filter(made -> made.liveBytes().isPresent()).mapToLong(Made::bytes).sum();
  }

  long liveBytes() {
    return known(Made::liveBytes).sum();
  }

  /** The part with most bytes. */
  Made largestPart() {
    Made most = parts.get(0);
    for (Made made : parts) {
      most = made.bytes() > most.bytes() ? made : most;
    }
    return most;
  }

  private LongStream known(Function<Made, OptionalLong> figure) {
    return parts.stream().map(figure).flatMapToLong(OptionalLong::stream);
  }

  private long sum(ToLongFunction<Made> figure) {
    return parts.stream().mapToLong(figure).sum();
  }
}
