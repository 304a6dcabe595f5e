package io.trackmemory.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the index of 10,000 tests takes (S13). */
final class Index implements Part {

  @Override
  public String measure(int rounds) throws IOException, InterruptedException {
    Map<String, String> variants = new LinkedHashMap<>();
    variants.put("the first of a JVM", IndexProgram.FIRST);
    variants.put("the eleventh", IndexProgram.LATER);
    Figures figures = new Figures();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, String> variant : variants.entrySet()) {
        figures.add(
            "10,000 tests",
            variant.getKey(),
            Program.figure(Program.SAME_JVM, IndexProgram.class, variant.getValue()));
      }
    }
    return figures.table("Index: wall ms", List.copyOf(variants.keySet()));
  }
}
