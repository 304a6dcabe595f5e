package io.trackmemory.report;

import static io.trackmemory.report.IndexEntryReader.get;
import static io.trackmemory.report.IndexEntryReader.whole;

import io.trackmemory.report.base.Conditions;
import io.trackmemory.report.base.VisibleText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The JVM that a report is of, as far as figures depend on it.
 *
 * @param jdk version of the JDK
 * @param layout how it lays objects out, empty in older reports
 * @param options what of its options decides that, for older reports
 */
record RunJvm(String jdk, Optional<String> layout, String options) {

  private static final Pattern LAYOUT_OPTION =
      Pattern.compile(
          "-XX:([+-]UseCompressed(Oops|ClassPointers)|[+-]UseCompactObjectHeaders|ObjectAlignmentInBytes=\\d+)");

  /** From here on references are not compressed, whatever else is set. */
  private static final long UNCOMPRESSED_HEAP_BYTES = 32L << 30;

  static RunJvm of(Conditions conditions) {
    return of(
        Map.of(
            "javaVersion", conditions.javaVersion(),
            "objectLayout", conditions.objectLayout().toString(),
            "arguments", conditions.arguments(),
            "collectors", conditions.collectors(),
            "maxHeapBytes", conditions.maxHeapBytes()));
  }

  static RunJvm of(Map<?, ?> conditions) {
    List<?> arguments = (List<?>) get(conditions, "arguments");
    List<?> collectors = (List<?>) get(conditions, "collectors");
    boolean wide =
        whole(conditions, "maxHeapBytes") >= UNCOMPRESSED_HEAP_BYTES
            || collectors.stream().anyMatch(name -> String.valueOf(name).startsWith("ZGC"));
    String options =
        arguments.stream()
            .map(String::valueOf)
            .filter(argument -> LAYOUT_OPTION.matcher(argument).matches())
            .sorted()
            .collect(Collectors.joining(" ", wide ? "uncompressed references " : "", ""));
    return new RunJvm(
        VisibleText.name((String) get(conditions, "javaVersion")),
        Optional.ofNullable((String) conditions.get("objectLayout")).map(VisibleText::name),
        options.strip());
  }

  /** Why bytes of the two say nothing beside each other, empty if they do. */
  Optional<String> incomparable(RunJvm other) {
    if (!feature().equals(other.feature())) {
      return Optional.of("of JDK " + feature() + " and JDK " + other.feature());
    }
    String here = layout.orElse(options);
    String there = other.layout.orElse(other.options);
    boolean both = layout.isPresent() == other.layout.isPresent();
    if (both ? here.equals(there) : options.equals(other.options)) {
      return Optional.empty();
    }
    return Optional.of("of two object layouts, " + shown(here) + " and " + shown(there));
  }

  private static String shown(String layout) {
    return layout.isEmpty() ? "the default" : layout;
  }

  /** {@code 17} of {@code 17.0.15+6}. */
  private String feature() {
    return jdk.split("[^0-9]", 2)[0];
  }

  /** {@code JDK 17.0.15+6, header 12 B, reference 4 B, alignment 8 B}. */
  @Override
  public String toString() {
    return "JDK "
        + jdk
        + layout
            .or(() -> Optional.of(options).filter(text -> !text.isEmpty()))
            .map(text -> ", " + text)
            .orElse("");
  }
}
