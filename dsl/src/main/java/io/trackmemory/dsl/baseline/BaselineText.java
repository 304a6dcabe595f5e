package io.trackmemory.dsl.baseline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All of one file: the baselines of a test class, sorted by name.
 *
 * @param header comments above all
 * @param entries baselines by name
 */
record BaselineText(List<String> header, Map<String, BaselineEntry> entries) {

  static final String ENTRY = "== ";
  static final String TOLERANCE = "tolerance:";
  static final String MEASURED = "measured:";
  static final String PEAK = "peak:";
  static final String GROWTH = "growth:";
  static final String TOTAL = "total:";

  /** One that has no baseline yet. */
  static BaselineText of(String testClass) {
    return new BaselineText(
        List.of(
            "# Baselines of " + testClass + ": what its tests allocate, by type and method.",
            "# " + Accepting.LINE + " accepts other figures; comments and tolerances stay."),
        Map.of());
  }

  Optional<BaselineEntry> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The same with a baseline put in, or replaced. */
  BaselineText with(BaselineEntry entry) {
    Map<String, BaselineEntry> all = new TreeMap<>(entries);
    all.put(entry.name(), entry);
    return new BaselineText(header, all);
  }

  /** What a file holds. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(header);
    entries
        .values()
        .forEach(
            entry -> {
              if (!lines.isEmpty()) {
                lines.add("");
              }
              lines.addAll(lines(entry));
            });
    return String.join("\n", lines) + "\n";
  }

  private static List<String> lines(BaselineEntry entry) {
    List<String> figures = new ArrayList<>();
    entry.tolerance().ifPresent(tolerance -> figures.add(TOLERANCE + " " + tolerance));
    entry.variants().forEach(variant -> addLines(variant, figures));
    List<String> lines = new ArrayList<>(entry.leading());
    lines.add(ENTRY + entry.name());
    lines.addAll(homeless(entry, figures));
    Set<String> told = new HashSet<>();
    for (String line : figures) {
      if (told.add(key(line))) {
        lines.addAll(entry.comments().getOrDefault(key(line), List.of()));
      }
      lines.add(line);
    }
    lines.addAll(entry.comments().getOrDefault("", List.of()));
    return lines;
  }

  /* Comments whose line is gone are still the user's. */
  private static List<String> homeless(BaselineEntry entry, Collection<String> figures) {
    Set<String> keys = new HashSet<>();
    keys.add("");
    figures.forEach(line -> keys.add(key(line)));
    return entry.comments().entrySet().stream()
        .filter(comments -> !keys.contains(comments.getKey()))
        .flatMap(comments -> comments.getValue().stream())
        .toList();
  }

  private static void addLines(BaselineFigures figures, List<String> lines) {
    lines.add(MEASURED + " " + figures.platform());
    figures.lines().forEach(line -> lines.add(line.toString()));
    figures.peakAtMost().ifPresent(bytes -> lines.add(PEAK + " at most " + bytes + " B"));
    figures.growthPerRun().ifPresent(bytes -> lines.add(GROWTH + " " + bytes + " B a run"));
    lines.add(TOTAL + " " + figures.total());
  }

  /** What of a line stays the same where its figures change. */
  static String key(String line) {
    return line.replaceFirst("^\\d+ x ", "").replaceFirst("(?<=:) .*$", "");
  }
}
