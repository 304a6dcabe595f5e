package io.trackmemory.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Forms in which other tools read call stacks. */
public enum StackFormat {
  /**
   * A line a stack, the outermost frame first and the type last, then its bytes: what flame graphs
   * of many tools are made of.
   */
  COLLAPSED {
    @Override
    String text(StackProfile profile) {
      return profile.rows().stream()
          .map(row -> String.join(";", separable(row.frames())) + " " + row.bytes() + "\n")
          .collect(Collectors.joining());
    }

    /* What separates frames cannot be part of one. */
    private static List<String> separable(List<String> frames) {
      return frames.stream().map(frame -> frame.replace(';', ':')).toList();
    }
  },

  /** The file format of speedscope, with a profile of bytes and one of objects. */
  SPEEDSCOPE {
    @Override
    String text(StackProfile profile) {
      Map<String, Integer> numbers = new LinkedHashMap<>();
      List<List<Integer>> samples =
          profile.rows().stream().map(row -> numbers(row.frames(), numbers)).toList();
      List<Long> bytes = profile.rows().stream().map(StackProfile.Row::bytes).toList();
      List<Long> counts = profile.rows().stream().map(StackProfile.Row::count).toList();
      return JsonWriter.write(
          new JsonObject()
              .with("$schema", "https://www.speedscope.app/file-format-schema.json")
              .with("name", profile.test())
              .with("exporter", "trackmemory")
              .with("activeProfileIndex", 0)
              .with(
                  "shared",
                  new JsonObject()
                      .with(
                          "frames",
                          List.copyOf(numbers.keySet()),
                          name -> new JsonObject().with("name", name)))
              .with(
                  "profiles",
                  List.of(
                      sampled("allocated bytes", "bytes", samples, bytes),
                      sampled("allocated objects", "none", samples, counts))));
    }

    private static JsonObject sampled(
        String name, String unit, List<List<Integer>> samples, List<Long> weights) {
      return new JsonObject()
          .with("type", "sampled")
          .with("name", name)
          .with("unit", unit)
          .with("startValue", 0)
          .with("endValue", weights.stream().mapToLong(Long::longValue).sum())
          .with("samples", samples)
          .with("weights", weights);
    }
  },

  /**
   * What DHAT's viewer reads, in version 2: total bytes and blocks by stack. How long objects lived
   * is not in a report.
   */
  DHAT {
    @Override
    String text(StackProfile profile) {
      Map<String, Integer> numbers = new LinkedHashMap<>(Map.of("[root]", 0));
      List<JsonObject> points =
          profile.rows().stream()
              .map(
                  row ->
                      new JsonObject()
                          .with("tb", row.bytes())
                          .with("tbk", row.count())
                          .with("fs", innermostFirst(row.frames(), numbers)))
              .toList();
      return JsonWriter.write(
          new JsonObject()
              .with("dhatFileVersion", 2)
              .with("mode", "trackmemory")
              .with("verb", "Allocated")
              .with("bklt", false)
              .with("bkacc", false)
              .with("bksu", "objects")
              .with("tu", "ns")
              .with("Mtu", "ms")
              .with("cmd", profile.test())
              .with("pid", 0)
              .with("te", profile.elapsedNanos())
              .with("pps", points)
              .with("ftbl", List.copyOf(numbers.keySet())));
    }

    private static List<Integer> innermostFirst(List<String> frames, Map<String, Integer> known) {
      List<Integer> innermostFirst = new ArrayList<>(numbers(frames, known));
      Collections.reverse(innermostFirst);
      return innermostFirst;
    }
  };

  /** A test's stacks in this form. */
  abstract String text(StackProfile profile);

  private static List<Integer> numbers(List<String> frames, Map<String, Integer> known) {
    return frames.stream().map(frame -> known.computeIfAbsent(frame, key -> known.size())).toList();
  }
}
