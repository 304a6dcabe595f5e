package io.trackmemory.tracker.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectLayoutTest {

  @ParameterizedTest
  @CsvSource({
    "12, 4, byte, 0, 16",
    "12, 4, byte, 1, 24",
    "12, 4, byte, 100, 120",
    "12, 4, java.lang.Object, 10, 56",
    "12, 4, long, 1, 24",
    "16, 8, java.lang.Object, 1, 32",
    "16, 8, byte, 4, 24",
    "8, 4, byte, 4, 16",
    "8, 4, long, 1, 24"
  })
  void arrayBytes_ofLayout(int header, int reference, String element, int length, int bytes) {
    assertThat(new ObjectLayout(header, reference, 8).arrayBytes(element, length)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"12, 0, 16", "12, 4, 16", "12, 8, 24", "8, 8, 16", "16, 1, 24"})
  void objectBytes_areRoundedUp(int header, int fields, int bytes) {
    assertThat(new ObjectLayout(header, 4, 8).objectBytes(fields)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"12, byte, 1, 24", "16, byte, 1, 32", "16, int, 3, 40", "16, long, 1, 32"})
  void arrayBytes_beforeJdk23_elementsStartAtWords(
      int header, String element, int length, int bytes) {
    assertThat(new ObjectLayout(header, 4, 8, 8).arrayBytes(element, length)).isEqualTo(bytes);
  }
}
