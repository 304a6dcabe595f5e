package io.trackmemory.benchmarks;

import java.util.List;

/** What can be measured alone. */
@FunctionalInterface
interface Part {

  /** Measures, and returns tables in Markdown. */
  String measure(int rounds) throws Exception;

  /** The names of variants in tables. */
  static List<String> labels(List<Tracked> variants) {
    return variants.stream().map(Tracked::label).toList();
  }
}
