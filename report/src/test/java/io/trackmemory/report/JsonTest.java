package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void write_valuesOfEachKind_printsThem() {
    JsonObject object =
        new JsonObject()
            .with("text", "a\"b\\c\n</\u2028\u001b\ud83d")
            .with("numbers", List.of(1, Long.MAX_VALUE, OptionalLong.of(7), OptionalDouble.of(0.5)))
            .with("none", List.of(Optional.empty(), OptionalLong.empty(), OptionalDouble.empty()))
            .with("notANumber", OptionalDouble.of(Double.NaN))
            .with("empty", new JsonObject())
            .with("yes", true);
    assertThat(JsonWriter.write(object))
        .isEqualTo(
            """
            {
             "text": "a\\"b\\\\c\\n\\u003c/\\u2028\\u001b\\ud83d",
             "numbers": [
              1,
              9223372036854775807,
              7,
              0.5
             ],
             "none": [
              null,
              null,
              null
             ],
             "notANumber": null,
             "empty": {},
             "yes": true
            }
            """);
  }

  @Test
  void write_valueThatJsonHasNot_isRefused() {
    JsonObject object = new JsonObject().with("x", new Object());
    assertThatThrownBy(() -> JsonWriter.write(object))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void read_valuesOfEachKind_givesThem() {
    assertThat(
            JsonReader.read(
                " {\"a\" : [1, -2.5e1, \"\\u00e9\\n\\/\", true, false, null, {}, []]}\n"))
        .isEqualTo(
            Map.of(
                "a",
                Arrays.asList(1L, -25.0, "\u00e9\n/", true, false, null, Map.of(), List.of())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "\"",
        "{\"a\":1",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "[1] 2",
        "01",
        "+1",
        "1.",
        ".5",
        "nul",
        "NaN",
        "'a'",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "{\"a\":1,\"a\":2}",
        "[1 2]",
        "{\"a\" 1}",
        "\u0000",
        "\uffff",
        "-",
        "1e",
        "\"\\u\uff11\uff11\uff11\uff11\"",
      })
  void read_noJson_isRefused(String text) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no JSON at character ");
  }

  @Test
  void read_tooDeep_isRefusedBeforeTheStackOverflows() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 levels");
  }

  @Test
  void read_textLongerThanTheBuffer_isWholeWhereverItsEscapesFall() {
    for (int length = 2_030; length < 2_060; length++) {
      String text = "a".repeat(length) + "\"\u0001\\" + "b".repeat(5_000);
      String json = JsonWriter.write(new JsonObject().with("text", text).with("n", 1234567L));
      assertThat(JsonReader.read(json)).isEqualTo(Map.of("text", text, "n", 1234567L));
    }
  }

  @Test
  void members_whatIsSkipped_isPassedWhole() {
    String skipped = "{\"a\": [1, {\"b\": \"}\\\"]\"}, null, true], \"a\": -1.5}";
    JsonReader reader = new JsonReader(new StringReader("{\"x\": " + skipped + ", \"y\": 7}"));
    List<Object> found = new ArrayList<>();
    reader.members(
        name -> {
          if (name.equals("x")) {
            reader.skip();
          } else {
            found.add(name + reader.value());
          }
          return true;
        });
    reader.end();
    assertThat(found).containsExactly("y7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": [1, }", "{\"a\": \"", "{\"a\": nul}", "[\"\\x\"]", "[01]"})
  void skip_noJson_isRefused(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    assertThatThrownBy(reader::skip)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no JSON at character ");
  }
}
