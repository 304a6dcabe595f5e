package io.trackmemory.dsl.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was seen beside what is stored.
 *
 * @param stored what is stored for this JVM
 * @param seen what was seen in it
 * @param lines what differs, the most bytes first
 * @param bounded the types whose bytes are known by bounds only, as another layout stored them
 */
public record BaselineDiff(
    BaselineFigures stored, BaselineFigures seen, List<LineDifference> lines, Set<String> bounded) {

  /**
   * Compares.
   *
   * @param classes gives the loaded classes of a type
   */
  public static BaselineDiff between(
      BaselineFigures stored, BaselineFigures seen, Function<String, List<Class<?>>> classes) {
    Set<String> lumped = new HashSet<>();
    Stream.of(stored, seen)
        .flatMap(figures -> figures.lines().stream())
        .filter(line -> line.method().equals(BaselineLine.UNKNOWN_METHOD))
        .forEach(line -> lumped.add(line.typeName()));
    Map<String, BaselineLine> before = byKey(stored, lumped);
    Map<String, BaselineLine> after = byKey(seen, lumped);
    Projection projection = new Projection(seen.platform(), stored.platform(), classes);
    List<LineDifference> differences = new ArrayList<>();
    Set<String> bounded = new HashSet<>();
    before.forEach(
        (key, line) -> {
          BaselineLine now = after.remove(key);
          if (now == null) {
            differences.add(gone(line));
            return;
          }
          Projection.Bounds bounds = projection.of(now);
          if (now.count() != line.count() || !bounds.contain(line.bytes())) {
            differences.add(changed(line, now, bounds));
          } else if (!bounds.isExact()) {
            bounded.add(line.typeName());
          }
        });
    after.values().forEach(line -> differences.add(added(line)));
    differences.sort(
        Comparator.comparingLong(LineDifference::off)
            .reversed()
            .thenComparing(LineDifference::method)
            .thenComparing(LineDifference::typeName));
    return new BaselineDiff(stored, seen, List.copyOf(differences), Set.copyOf(bounded));
  }

  private static LineDifference added(BaselineLine now) {
    return new LineDifference(
        now.typeName(), now.method(), 0, 0, now.count(), now.bytes(), now.bytes(), now.bytes());
  }

  private static LineDifference gone(BaselineLine before) {
    return new LineDifference(
        before.typeName(),
        before.method(),
        before.count(),
        before.bytes(),
        0,
        0,
        -before.bytes(),
        before.bytes());
  }

  private static LineDifference changed(
      BaselineLine before, BaselineLine now, Projection.Bounds bounds) {
    long beyond = bounds.beyond(before.bytes());
    long ofNumber = (now.count() - before.count()) * Math.max(1, now.bytes() / now.count());
    return new LineDifference(
        now.typeName(),
        now.method(),
        before.count(),
        before.bytes(),
        now.count(),
        now.bytes(),
        beyond == 0 && !bounds.isExact() ? ofNumber : beyond,
        Math.max(Math.abs(beyond), Math.abs(ofNumber)));
  }

  /* Where it is not known of each which method called, only all together can be compared. */
  private static Map<String, BaselineLine> byKey(BaselineFigures figures, Set<String> lumped) {
    Map<String, BaselineLine> byKey = new LinkedHashMap<>();
    for (BaselineLine line : figures.lines()) {
      BaselineLine compared =
          lumped.contains(line.typeName()) ? line.in(BaselineLine.UNKNOWN_METHOD) : line;
      byKey.merge(compared.key(), compared, BaselineLine::plus);
    }
    return byKey;
  }

  /** Whether both have the same layout, so that bytes can be told beside each other. */
  public boolean isOfOneLayout() {
    return stored.platform().layout().equals(seen.platform().layout());
  }

  /** Whether what differs comes to no more than is tolerated. */
  public boolean isWithin(Tolerance tolerance) {
    return lines.stream().mapToLong(LineDifference::off).sum() <= tolerance.allowed(stored.bytes())
        && isNear(stored.growthPerRun(), seen.growthPerRun(), tolerance);
  }

  private static boolean isNear(OptionalLong before, OptionalLong now, Tolerance tolerance) {
    return before.isEmpty()
        || now.isEmpty()
        || Math.abs(before.getAsLong() - now.getAsLong()) <= tolerance.allowed(before.getAsLong());
  }

  /** Whether nothing differs. */
  public boolean isNone() {
    return lines.isEmpty() && !isGrowthOther();
  }

  /** Whether runs left behind more or less than is stored. */
  public boolean isGrowthOther() {
    return stored.growthPerRun().isPresent()
        && seen.growthPerRun().isPresent()
        && !stored.growthPerRun().equals(seen.growthPerRun());
  }

  /** Whether something got less and nothing more. */
  public boolean isImproved() {
    return !isNone()
        && lines.stream()
            .allMatch(line -> line.count() <= line.countBefore() && line.moreBytes() <= 0)
        && (!isGrowthOther() || seen.growthPerRun().orElse(0) < stored.growthPerRun().orElse(0));
  }
}
