package io.trackmemory.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.base.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON is what {@code docs/report-schema.json} says, no member more, no member less. */
class SchemaTest {

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

  private static final Map<?, ?> SCHEMA = object(read(Path.of("../docs/report-schema.json")));

  @ParameterizedTest
  @ValueSource(strings = {"allocations.json", "leak.json"})
  void goldenReport_bySchema_isValid(String name) {
    Object report = read(Path.of("src/test/resources/io/trackmemory/report", name));
    assertThat(problems("$", report, SCHEMA)).isEmpty();
  }

  @Test
  void unmeasuredReport_bySchema_isValid() {
    TestReport report =
        Samples.report(
            Samples.FILLS,
            TestReport.Status.ABORTED,
            new FakeSnapshot(List.of()).withUncertified("no agent"),
            List.of());
    String json = JsonReport.of(ReportContent.of(report, Conditions.ofThisJvm()));
    assertThat(problems("$", JsonReader.read(json), SCHEMA)).isEmpty();
  }

  @Test
  void reportOfMemoryOffTheHeap_bySchema_isValid() {
    String json = JsonReport.of(ReportContent.of(OffHeapTest.failed(), Conditions.ofThisJvm()));
    assertThat(json).contains("\"atMost\": 327680", "\"residentGrowthBytes\": -4096");
    assertThat(problems("$", JsonReader.read(json), SCHEMA)).isEmpty();
  }

  @Test
  void reportOfGrowth_bySchema_isValid() {
    String json = JsonReport.of(ReportContent.of(GrowthTest.failed(), Conditions.ofThisJvm()));
    assertThat(json)
        .contains(
            "\"bytesPerRun\": 24.5",
            "\"bytesPerRunError\": 0.25",
            "\"gcPressure\": \"LOW\"",
            "\"cause\": \"System.gc()\"",
            "\"stretches\": 3");
    assertThat(problems("$", JsonReader.read(json), SCHEMA)).isEmpty();
  }

  @Test
  void reportOfABaseline_bySchema_isValid() {
    String json = JsonReport.of(ReportContent.of(ChangesViewTest.failed(), Conditions.ofThisJvm()));
    assertThat(json).contains("\"kind\": \"GONE\"", "\"moreBytes\": -16");
    assertThat(problems("$", JsonReader.read(json), SCHEMA)).isEmpty();
  }

  @Test
  void reportOverSizes_bySchema_isValid() {
    String json = JsonReport.of(ReportContent.of(LadderViewTest.failed(), Samples.CONDITIONS));
    assertThat(json).contains("\"found\": \"QUADRATIC\"", "\"divisor\": 100");
    assertThat(problems("$", JsonReader.read(json), SCHEMA)).isEmpty();
  }

  @Test
  void reportOfPassedLimit_bySchema_isValid() {
    String json =
        JsonReport.of(ReportContent.of(PeakMomentViewTest.failed(), Conditions.ofThisJvm()));
    assertThat(json).contains("\"limitBytes\": 1024");
    assertThat(problems("$", JsonReader.read(json), SCHEMA)).isEmpty();
  }

  @Test
  void reportOfSampledStacks_bySchema_isValid() {
    TestReport report =
        Samples.report(
            Samples.FILLS, TestReport.Status.PASSED, FlameViewTest.large(20, 50), List.of());
    String json = JsonReport.of(ReportContent.of(report, Conditions.ofThisJvm()));
    assertThat(json).contains("\"taken\": 60", "\"liveBytes\": null", "\"atMostBytes\": 16");
    assertThat(problems("$", JsonReader.read(json), SCHEMA)).isEmpty();
  }

  @Test
  void reportWithWhatUsersAdd_bySchema_isValid() {
    String json = JsonReport.of(OwnSectionTest.hostile());
    assertThat(json).contains("\"heads\"", "\"text\"", "\"brokenExtensions\"", "com.acme.View");
    assertThat(problems("$", JsonReader.read(json), SCHEMA)).isEmpty();
  }

  @Test
  void otherReport_bySchema_isNotValid() {
    assertThat(problems("$", Map.of("schemaVersion", 3L, "more", 1L), SCHEMA))
        .contains("$.schemaVersion is not 2", "$.more is not described", "$.test is missing");
  }

  private static List<String> problems(String path, @Nullable Object value, Map<?, ?> schema) {
    assertThat(KEYWORDS.containsAll(schema.keySet())).as("keywords %s", schema.keySet()).isTrue();
    List<String> problems = new ArrayList<>();
    if (schema.get("$ref") instanceof String ref) {
      Object definitions = SCHEMA.get("$defs");
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

  private static List<String> memberProblems(String path, Map<?, ?> members, Map<?, ?> schema) {
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

  private static @Nullable Object read(Path file) {
    try {
      return JsonReader.read(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
