package io.trackmemory.report.jfr;

import java.util.Map;
import java.util.stream.Collectors;

/** Names of types as Flight Recorder files have them, and as the Java language writes them. */
final class JfrNames {

  private static final Map<String, String> PRIMITIVES =
      Map.of(
          "boolean", "Z", "byte", "B", "char", "C", "double", "D", "float", "F", "int", "I", "long",
          "J", "short", "S");

  private static final Map<String, String> BY_LETTER =
      PRIMITIVES.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private JfrNames() {}

  /** {@code java/lang/String}, {@code [I}, {@code [[Ljava/lang/String;}. */
  static String internal(String typeName) {
    String element = typeName;
    StringBuilder dimensions = new StringBuilder();
    while (element.endsWith("[]")) {
      element = element.substring(0, element.length() - 2);
      dimensions.append('[');
    }
    String internal = element.replace('.', '/');
    return dimensions.length() == 0
        ? internal
        : dimensions + PRIMITIVES.getOrDefault(element, "L" + internal + ";");
  }

  /** The same again: {@code java.lang.String}, {@code int[]}, {@code java.lang.String[][]}. */
  static String readable(String internal) {
    String element = internal;
    StringBuilder dimensions = new StringBuilder();
    while (element.startsWith("[")) {
      element = element.substring(1);
      dimensions.append("[]");
    }
    if (dimensions.length() > 0) {
      boolean isClass = element.startsWith("L") && element.endsWith(";");
      element =
          isClass
              ? element.substring(1, element.length() - 1)
              : BY_LETTER.getOrDefault(element, element);
    }
    return element.replace('/', '.') + dimensions;
  }
}
