package io.trackmemory.tracker.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakPatternsTest {

  @Test
  void parse_classesAndFields() {
    assertThat(
            Settings.LEAKS_IGNORE.parse(
                " com.acme.Cache.ENTRIES, com.acme.*, *$$Lambda,byte[],Registry$Entry[][] "))
        .containsExactly(
            "com.acme.Cache.ENTRIES", "com.acme.*", "*$$Lambda", "byte[]", "Registry$Entry[][]");
    assertThat(Settings.LEAKS_IGNORE.parse(" ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Cache,",
        ",",
        "*",
        "*.*",
        "com..acme",
        ".Cache",
        "Cache.",
        "a b",
        "Cache#FIELD",
        "com/acme/Cache",
        "Cache[",
        "[]",
        "thread \"main\""
      })
  void parse_noPattern_isRefused(String text) {
    assertThatThrownBy(() -> Settings.LEAKS_IGNORE.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "trackmemory.leaks.ignore must be class names or Class.field, with * for any"
                + " characters, separated by commas, none of them without a letter: \""
                + text
                + "\"");
  }
}
