package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TodayTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-21",
    "Pacific/Auckland, 2026-11-22",
    "America/Los_Angeles, 2026-11-21",
    "GMT+20:00, 2026-11-22",
    "GMT-20:00, 2026-11-20"
  })
  void in_isTheDateOfTheZone(String zone, LocalDate date) {
    assertThat(Today.in(TimeZone.getTimeZone(zone), NOON)).isEqualTo(date);
  }

  @Test
  void in_zoneThatJavaTimeDoesNotKnow_isItsDate() {
    assertThat(Today.in(new SimpleTimeZone(13 * 3_600_000, "Moon/Base"), NOON))
        .isEqualTo(LocalDate.of(2026, 11, 22));
  }

  @ParameterizedTest
  @CsvSource({"GMT+20:00", "Moon/Base"})
  void declared_whereJavaTimeDoesNotKnowTheZone_isRead(String name) {
    TimeZone before = TimeZone.getDefault();
    TimeZone unknown =
        name.startsWith("GMT") ? TimeZone.getTimeZone(name) : new SimpleTimeZone(0, name);
    try {
      TimeZone.setDefault(unknown);
      assertThatThrownBy(ZoneId::systemDefault).isInstanceOf(DateTimeException.class);

      assertThat(Declared.on(List.of(Plain.class)).expectedLeaks()).isEmpty();
      assertThat(Declared.on(List.of(Dated.class)).expectedLeaks())
          .extracting(leak -> leak.known().expired())
          .containsExactly(true, false);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static final class Plain {}

  @ExpectLeak(type = Object[].class, reason = "known", until = "2026-01-01")
  @ExpectLeak(type = Object[].class, reason = "known", until = "9999-12-31")
  private static final class Dated {}
}
