package io.trackmemory.tracker.oracle;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a fresh JVM saw of one way.
 *
 * @param cold its first run
 * @param second a run after that
 * @param warm a run after many
 * @param many as many runs at once
 * @param last a run after those
 */
record Measured(Run cold, Run second, Run warm, Run many, Run last) {

  /**
   * One measurement.
   *
   * @param uncertified why it is not certain, empty where it is
   */
  record Run(long count, long bytes, String uncertified) {

    Run times(long runs) {
      return new Run(count * runs, bytes * runs, uncertified);
    }
  }

  /** By name of the way. */
  static Map<String, Measured> parse(List<String> lines) {
    Map<String, Map<String, Run>> runs = new LinkedHashMap<>();
    for (String line : lines) {
      String[] parts = line.split("\t", -1);
      runs.computeIfAbsent(parts[0], name -> new HashMap<>())
          .put(parts[1], new Run(Long.parseLong(parts[2]), Long.parseLong(parts[3]), parts[4]));
    }
    Map<String, Measured> measured = new LinkedHashMap<>();
    runs.forEach((name, of) -> measured.put(name, of(of)));
    return measured;
  }

  private static Measured of(Map<String, Run> runs) {
    return new Measured(
        run(runs, "cold"),
        run(runs, "second"),
        run(runs, "warm"),
        run(runs, "many"),
        run(runs, "last"));
  }

  private static Run run(Map<String, Run> runs, String name) {
    return Objects.requireNonNull(runs.get(name), name);
  }
}
