package io.trackmemory.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IntSummaryStatistics;
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

  private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();

  private final Map<Key, List<JmhRun.Cost>> compiling = new LinkedHashMap<>();
  private final List<Double> loads = new ArrayList<>();
  private final Map<Key, List<Double>> values = new LinkedHashMap<>();
  private final Map<Key, String> notMeasured = new LinkedHashMap<>();
  private final Set<String> rows = new LinkedHashSet<>();

  /** Adds the figure of one round. */
  void add(String row, String variant, double value) {
    rows.add(row);
    values.computeIfAbsent(new Key(row, variant), key -> new ArrayList<>()).add(value);
    loads.add(SYSTEM.getSystemLoadAverage());
  }

  /** The same, with what the JIT compilers took. */
  void add(String row, String variant, double value, JmhRun.Cost cost) {
    add(row, variant, value);
    compiling.computeIfAbsent(new Key(row, variant), key -> new ArrayList<>()).add(cost);
  }

  /** Says in place of a figure why there is none. */
  void notMeasured(String row, String variant, String why) {
    rows.add(row);
    notMeasured.put(new Key(row, variant), why);
  }

  /**
   * A table of all rows in Markdown: medians, what is added to the first variant's median and the
   * ratio to it, with the lowest and the highest ratio, and medians of what the JIT compilers took;
   * above it, on which JDK, when, and how busy the machine was, these runs included.
   *
   * @param title above the table, with the unit
   */
  String table(String title, List<String> variants) {
    StringBuilder table = new StringBuilder("%n#### %s%n%n%s".formatted(title, conditions()));
    String columns = "| | | median | added | ratio | lowest | highest |";
    String more = compiling.isEmpty() ? "" : " C1, ms | C2, ms |";
    table.append("%n%s%s%n".formatted(columns, more));
    table.append("%s%n".formatted((columns + more).replaceAll("[^|]+", " --- ")));
    for (String row : rows) {
      for (String variant : variants) {
        table.append(line(new Key(row, variant), spread(row, variants.get(0)).median()));
      }
    }
    return table.toString();
  }

  private String conditions() {
    List<Double> sorted = loads.stream().sorted().toList();
    IntSummaryStatistics runs = values.values().stream().mapToInt(List::size).summaryStatistics();
    return "JDK %s, %s, %d to %d JVMs each, %d processors, load of the machine %.1f to %.1f.%n"
        .formatted(
            Runtime.version(),
            LocalDate.now(ZoneOffset.UTC),
            runs.getMin(),
            runs.getMax(),
            SYSTEM.getAvailableProcessors(),
            sorted.get(0),
            sorted.get(sorted.size() - 1));
  }

  /** A line for each variant but the first: the geometric mean over rows of its ratios to that. */
  String geometricMeans(List<String> variants) {
    StringBuilder lines = new StringBuilder();
    for (String variant : variants.subList(1, variants.size())) {
      lines.append(
          "| geometric mean | %s | | | x%.2f | x%.2f | x%.2f |%s%n"
              .formatted(
                  variant,
                  mean(variants.get(0), variant, Spread::median),
                  mean(variants.get(0), variant, Spread::lowest),
                  mean(variants.get(0), variant, Spread::highest),
                  compiling.isEmpty() ? "" : " | |"));
    }
    return lines.toString();
  }

  private String line(Key key, double base) {
    if (!values.containsKey(key)) {
      String why = notMeasured.getOrDefault(key, "not measured");
      return "| %s | %s | n/a: %s | | | | |%s%n"
          .formatted(key.row, key.variant, why, compiling.isEmpty() ? "" : " | |");
    }
    Spread spread = spread(key.row, key.variant);
    return "| %s | %s | %.2f | %.2f | x%.2f | x%.2f | x%.2f |%s%n"
        .formatted(
            key.row,
            key.variant,
            spread.median(),
            spread.median() - base,
            spread.median() / base,
            spread.lowest() / base,
            spread.highest() / base,
            compilers(key));
  }

  private String compilers(Key key) {
    List<JmhRun.Cost> costs = compiling.getOrDefault(key, List.of());
    return costs.isEmpty()
        ? ""
        : " %.0f | %.0f |"
            .formatted(
                Spread.of(costs.stream().map(JmhRun.Cost::c1).toList()).median(),
                Spread.of(costs.stream().map(JmhRun.Cost::c2).toList()).median());
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
