package io.trackmemory.tracker.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0 B",
    "0.25, 0.25, 0.25 B",
    "24, 24, 24 B",
    "24.5, 24.5, 24.5 B",
    "99.96, 100, 100 B",
    "100.4, 100, 100 B",
    "1023.4, 1023, 1023 B",
    "1023.6, 1024, 1 KiB",
    "1234.5, 1235, 1.2 KiB"
  })
  void rate_hasThreeDigits(double rate, String number, String bytes) {
    assertThat(RateText.number(rate)).isEqualTo(number);
    assertThat(RateText.bytes(rate)).isEqualTo(bytes);
  }
}
