package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  private static final String FORM =
      "size must be a number and a unit (B, KB, KiB, MB, MiB, GB, GiB) such as \"64 KiB\": ";

  @ParameterizedTest
  @CsvSource({
    "0 B, 0",
    "512 B, 512",
    "512b, 512",
    "64 KiB, 65536",
    "64kib, 65536",
    "64 KIB, 65536",
    "64 Kb, 64000",
    "1.5 MB, 1500000",
    "1.5MiB, 1572864",
    "2 gb, 2000000000",
    "2 GiB, 2147483648",
    "0.0001 KB, 0",
    "1.9999 B, 1",
    "007 B, 7",
    "' 3 B ', 3",
    "3\tB, 3",
    "9223372036854775807 B, 9223372036854775807",
    "8589934591.9999 GiB, 9223372036854668433"
  })
  void parse_numberAndUnit(String text, long bytes) {
    assertThat(ByteSize.parse(text).toBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "64",
        "KiB",
        "64 Kb!",
        "64 K",
        "64 Ki",
        "64 TiB",
        "-1 B",
        "+1 B",
        "1,5 KiB",
        "1. B",
        ".5 KiB",
        "1e3 B",
        "1 000 B",
        "0x10 B",
        "NaN B",
        "64 KiB 3",
        "64 bytes",
        "\u0663 B",
        "9223372036854775808 B",
        "8589934592 GiB"
      })
  void parse_anotherForm_namesTextAndForm(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessage(FORM + "\"" + text + "\"");
  }

  @ParameterizedTest
  @NullSource
  @SuppressWarnings("NullAway") // what is refused
  void parse_null(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessage("size must not be null");
  }

  @Test
  void of_negative_namesValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.ofBytes(-1))
        .withMessage("size must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.ofMebibytes(-7))
        .withMessage("size must not be negative: -7");
  }

  @Test
  void of_tooLarge_namesValue() {
    assertThat(ByteSize.ofGibibytes(8_589_934_591L).toBytes()).isEqualTo(8_589_934_591L << 30);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.ofGibibytes(8_589_934_592L))
        .withMessage("size must fit in 63 bits: 8589934592 times 1073741824");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1 KiB",
    "1229, 1.2 KiB",
    "65536, 64 KiB",
    "1048524, 1023.9 KiB",
    "1048525, 1 MiB",
    "1048576, 1 MiB",
    "1073741824, 1 GiB",
    "9223372036854775807, 8 EiB"
  })
  void toString_largestUnit(long bytes, String text) {
    assertThat(ByteSize.ofBytes(bytes)).hasToString(text);
  }

  @Test
  void compareTo_byBytes() {
    assertThat(ByteSize.ofKibibytes(1)).isLessThan(ByteSize.ofBytes(1025));
    assertThat(ByteSize.ofMebibytes(1)).isEqualByComparingTo(ByteSize.ofKibibytes(1024));
  }
}
