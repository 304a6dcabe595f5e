package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code compare --json} writes is what {@code docs/comparison-schema.json} says, no member
 * more, no member less.
 */
class ComparisonSchemaTest {

  private static final JsonSchema SCHEMA = JsonSchema.read("comparison-schema.json");

  @TempDir Path dir;

  private String compared(Path before, Path after) throws IOException {
    Path json = dir.resolve("compared.json");
    new FolderCommands(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
        .compare(before, after, "0.5 %", false, Optional.empty(), Optional.of(json));
    String text = Files.readString(json);
    assertThat(SCHEMA.problems(JsonReader.read(text))).isEmpty();
    return text;
  }

  @Test
  void everyGroup_bySchema_isValid() throws IOException {
    assertThat(
            compared(
                ComparisonSamples.before(dir.resolve("a")),
                ComparisonSamples.after(dir.resolve("b"))))
        .contains("\"group\": \"WORSE\"", "\"group\": \"BETTER\"", "\"group\": \"CHANGED\"")
        .contains("\"group\": \"ADDED\"", "\"group\": \"GONE\"", "\"lineBefore\": \"Book.fill");
  }

  @Test
  void writtenReports_bySchema_areValid() throws IOException {
    ReportFolder.at(dir.resolve("a"), Samples.CONDITIONS).write(Samples.tooManyAllocations());
    ReportFolder.at(dir.resolve("a"), Samples.CONDITIONS).write(Samples.leak());
    ReportFolder.at(dir.resolve("b"), Samples.CONDITIONS).write(Samples.leak());
    assertThat(compared(dir.resolve("a"), dir.resolve("b")))
        .contains("\"leakedCount\": {", "\"group\": \"GONE\"", "\"unit\": null");
  }

  @Test
  void otherJdkAndAFileThatIsTorn_bySchema_areValid() throws IOException {
    Path before = ComparisonSamples.before(dir.resolve("a"));
    Path after = ComparisonSamples.before(dir.resolve("b"));
    ComparisonSamples.write(
        after,
        ComparisonSamples.report(
                "fills", "PASSED", List.of(), ComparisonSamples.row("A", "fill", 1, 2, 32))
            .with("conditions", ComparisonSamples.conditions("25.0.3+1", "header 8 B")));
    Files.writeString(after.resolve("com.acme.BookTest/same.json"), "{");
    assertThat(compared(before, after))
        .contains("\"comparable\": false", "\"moreBytes\": null", "\"problem\": \"no JSON");
  }

  @Test
  void otherJson_bySchema_isNotValid() {
    assertThat(SCHEMA.problems(Map.of("comparisonVersion", 2L, "more", 1L)))
        .contains("$.comparisonVersion is not 1", "$.more is not described", "$.tests is missing");
  }
}
