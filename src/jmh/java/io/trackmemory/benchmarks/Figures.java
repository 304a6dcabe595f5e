package io.trackmemory.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What was measured in several rounds, by row and variant, and its tables. Confined to one thread.
 */
final class Figures {

  private record Key(String row, String variant) {}

  private final Map<Key, List<Double>> values = new LinkedHashMap<>();
  private final Map<Key, String> notMeasured = new LinkedHashMap<>();
  private final Set<String> rows = new LinkedHashSet<>();

  /** Adds the figure of one round. */
  void add(String row, String variant, double value) {
    rows.add(row);
    values.computeIfAbsent(new Key(row, variant), key -> new ArrayList<>()).add(value);
  }

  /** Says in place of a figure why there is none. */
  void notMeasured(String row, String variant, String why) {
    rows.add(row);
    notMeasured.put(new Key(row, variant), why);
  }

  /**
   * A table of all rows in Markdown: medians, what is added to the first variant's median and the
   * ratio to it, with the lowest and the highest ratio.
   *
   * @param title above the table, with the unit
   */
  String table(String title, List<String> variants) {
    StringBuilder table = new StringBuilder("%n### %s%n".formatted(title));
    table.append("| | | median | added | ratio | lowest | highest |%n".formatted());
    table.append("| --- | --- | --- | --- | --- | --- | --- |%n".formatted());
    for (String row : rows) {
      for (String variant : variants) {
        table.append(line(new Key(row, variant), spread(row, variants.get(0)).median()));
      }
    }
    return table.toString();
  }

  /** A line for each variant but the first: the geometric mean over rows of its ratios to that. */
  String geometricMeans(List<String> variants) {
    StringBuilder lines = new StringBuilder();
    for (String variant : variants.subList(1, variants.size())) {
      lines.append(
          "| geometric mean | %s | | | x%.3f | x%.3f | x%.3f |%n"
              .formatted(
                  variant,
                  mean(variants.get(0), variant, Spread::median),
                  mean(variants.get(0), variant, Spread::lowest),
                  mean(variants.get(0), variant, Spread::highest)));
    }
    return lines.toString();
  }

  private String line(Key key, double base) {
    if (!values.containsKey(key)) {
      String why = notMeasured.getOrDefault(key, "not measured");
      return "| %s | %s | n/a: %s | | | | |%n".formatted(key.row, key.variant, why);
    }
    Spread spread = spread(key.row, key.variant);
    return "| %s | %s | %.2f | %.2f | x%.3f | x%.3f | x%.3f |%n"
        .formatted(
            key.row,
            key.variant,
            spread.median(),
            spread.median() - base,
            spread.median() / base,
            spread.lowest() / base,
            spread.highest() / base);
  }

  private double mean(String base, String variant, ToDoubleFunction<Spread> figure) {
    return Math.exp(
        rows.stream()
            .mapToDouble(
                row -> figure.applyAsDouble(spread(row, variant)) / spread(row, base).median())
            .map(Math::log)
            .average()
            .orElse(Double.NaN));
  }

  private Spread spread(String row, String variant) {
    return Spread.of(values.getOrDefault(new Key(row, variant), List.of(Double.NaN)));
  }

  private record Spread(double lowest, double median, double highest) {

    static Spread of(Collection<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      return new Spread(
          sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
  }
}
