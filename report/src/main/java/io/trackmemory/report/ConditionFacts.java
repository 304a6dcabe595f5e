package io.trackmemory.report;

import io.trackmemory.report.base.Conditions;
import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import java.util.List;

/** Where a test ran, as a page shows it. */
final class ConditionFacts {

  private ConditionFacts() {}

  static List<Fact> of(Conditions conditions) {
    return List.of(
        fact("JDK", conditions.javaVersion() + ", " + conditions.javaVendor()),
        fact("Virtual machine", conditions.vm()),
        fact("Operating system", conditions.os()),
        fact("Garbage collectors", listed(conditions.collectors(), ", ")),
        fact("Largest heap", Numbers.sizeAndExact(conditions.maxHeapBytes())),
        fact(
            "Region of the heap",
            conditions.regionBytes().isPresent()
                ? Numbers.size(conditions.regionBytes().getAsLong())
                : Numbers.NOT_AVAILABLE + ": not G1"),
        fact("Object layout", conditions.objectLayout().toString()),
        fact("Processors", Numbers.count(conditions.processors())),
        fact("JVM arguments", listed(conditions.arguments(), "  ")));
  }

  private static Fact fact(String label, String value) {
    return new Fact(label, VisibleText.line(value, 4_000), "");
  }

  private static String listed(List<String> texts, String separator) {
    return texts.isEmpty() ? "none" : String.join(separator, texts);
  }
}
