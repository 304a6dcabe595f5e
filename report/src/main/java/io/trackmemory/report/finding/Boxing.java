package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One line makes 100 boxes of numbers or more a run. */
final class Boxing implements FindingRule {

  static final String NAME = "boxing";

  private static final long BOXES_FROM = 100;
  private static final Map<String, String> PRIMITIVES =
      Map.of(
          "java.lang.Integer", "int",
          "java.lang.Long", "long",
          "java.lang.Double", "double",
          "java.lang.Float", "float",
          "java.lang.Short", "short",
          "java.lang.Byte", "byte",
          "java.lang.Character", "char");

  static boolean isBox(String type) {
    return PRIMITIVES.containsKey(type);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> find(Evidence seen) {
    return Pile.of(seen, made -> Optional.of(made.type()).filter(Boxing::isBox)).stream()
        .filter(pile -> pile.count() >= BOXES_FROM * seen.runs())
        .flatMap(pile -> finding(seen, pile).stream())
        .toList();
  }

  private static Optional<Finding> finding(Evidence seen, Pile pile) {
    Saving saving = new Saving(pile.count(), pile.bytes());
    return seen.finding(
        NAME,
        saving,
        "Boxing in a loop",
        Words.of(seen, pile, pile.kind()),
        Optional.of(pile.line()),
        advice(seen, pile));
  }

  /* What the same line led to inside of a collection tells where the boxes go. */
  private static String advice(Evidence seen, Pile pile) {
    if (pile.largestPart().allocates().origin() != Origin.USER) {
      return "A library boxes for this line: look for a way that takes the primitive values.";
    }
    String primitive = String.valueOf(PRIMITIVES.get(pile.kind()));
    boolean collected =
        seen.made().stream()
            .filter(made -> made.line().filter(pile.line()::equals).isPresent())
            .anyMatch(Boxing::isInCollection);
    return collected
        ? "Keep the numbers in an array (" + primitive + "[]) or in a collection of primitives."
        : "Declare the variable, parameter or result as "
            + primitive
            + " instead of "
            + Words.simple(pile.kind())
            + ".";
  }

  private static boolean isInCollection(Made made) {
    return !isBox(made.type())
        && made.lines().stream()
            .takeWhile(line -> !made.line().filter(line::equals).isPresent())
            .anyMatch(line -> line.className().startsWith("java.util."));
  }
}
