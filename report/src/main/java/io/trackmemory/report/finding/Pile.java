package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.tracker.AllocationSite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** What one line of the user's own led to, of one kind. */
record Pile(AllocationSite line, String kind, List<Made> parts) {

  /** Piles of what has a line and a kind, in the order of the evidence. */
  static List<Pile> of(Evidence seen, Function<Made, Optional<String>> kind) {
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
                      key -> new Pile(line.orElseThrow(), name, new ArrayList<>()))
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

  /** What its line makes itself is exact, as well as what each got a stack. */
  boolean isExact() {
    return parts.stream().allMatch(made -> made.exact() || made.allocates().equals(line));
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
