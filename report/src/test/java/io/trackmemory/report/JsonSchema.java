package io.trackmemory.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A published schema, as far as ours go: a keyword that this does not know is an error, so that
 * nothing is passed over.
 */
final class JsonSchema {

  private static final Set<String> KEYWORDS =
      Set.of(
          "$schema",
          "$defs",
          "$ref",
          "title",
          "description",
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "const",
          "anyOf",
          "minimum",
          "maximum");

  private final Map<?, ?> whole;

  private JsonSchema(Map<?, ?> whole) {
    this.whole = whole;
  }

  /** One of the folder {@code docs}. */
  static JsonSchema read(String name) {
    Path file = Path.of("../docs", name);
    try {
      return new JsonSchema(object(JsonReader.read(Files.readString(file))));
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }

  /** What of a value is not as the schema says: no member more, no member less. */
  List<String> problems(@Nullable Object value) {
    return problems("$", value, whole);
  }

  private List<String> problems(String path, @Nullable Object value, Map<?, ?> schema) {
    assertThat(KEYWORDS.containsAll(schema.keySet())).as("keywords %s", schema.keySet()).isTrue();
    List<String> problems = new ArrayList<>();
    if (schema.get("$ref") instanceof String ref) {
      Object definitions = whole.get("$defs");
      String name = ref.substring("#/$defs/".length());
      return problems(path, value, object(object(definitions).get(name)));
    }
    if (schema.get("anyOf") instanceof List<?> any
        && any.stream().noneMatch(one -> problems(path, value, object(one)).isEmpty())) {
      problems.add(path + " is none of those allowed");
    }
    if (schema.containsKey("const") && !requireNonNull(schema.get("const")).equals(value)) {
      problems.add(path + " is not " + schema.get("const"));
    }
    if (schema.get("enum") instanceof List<?> values && !values.contains(value)) {
      problems.add(path + " is not one of " + values);
    }
    Object type = schema.get("type");
    if (type != null && !hasType(value, type)) {
      problems.add(path + " is not of type " + type);
    }
    if (value instanceof Number number && isOutside(number.doubleValue(), schema)) {
      problems.add(path + " is out of bounds");
    }
    if (value instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        problems.addAll(
            problems(path + "[" + i + "]", elements.get(i), object(schema.get("items"))));
      }
    }
    if (value instanceof Map<?, ?> members && schema.containsKey("properties")) {
      problems.addAll(memberProblems(path, members, schema));
    }
    return problems;
  }

  private static boolean isOutside(double number, Map<?, ?> schema) {
    return (schema.get("minimum") instanceof Number least && number < least.doubleValue())
        || (schema.get("maximum") instanceof Number most && number > most.doubleValue());
  }

  private List<String> memberProblems(String path, Map<?, ?> members, Map<?, ?> schema) {
    List<String> problems = new ArrayList<>();
    Map<?, ?> properties = object(schema.get("properties"));
    members.forEach(
        (name, member) -> {
          if (properties.containsKey(name)) {
            problems.addAll(problems(path + "." + name, member, object(properties.get(name))));
          } else {
            problems.add(path + "." + name + " is not described");
          }
        });
    for (Object name : (List<?>) requireNonNull(schema.get("required"))) {
      if (!members.containsKey(name)) {
        problems.add(path + "." + name + " is missing");
      }
    }
    return problems;
  }

  private static boolean hasType(@Nullable Object value, Object type) {
    if (type instanceof List<?> types) {
      return types.stream().anyMatch(one -> hasType(value, requireNonNull(one)));
    }
    return switch ((String) type) {
      case "object" -> value instanceof Map;
      case "array" -> value instanceof List;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Long;
      case "number" -> value instanceof Number;
      case "null" -> value == null;
      default -> throw new AssertionError("a type that this test does not know: " + type);
    };
  }

  private static Map<?, ?> object(@Nullable Object value) {
    return (Map<?, ?>) requireNonNull(value);
  }
}
