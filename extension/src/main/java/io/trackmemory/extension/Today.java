package io.trackmemory.extension;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * The date that this machine's clock shows. Asked of {@link TimeZone}, as {@code java.time} fails
 * where it does not know the zone: a name from an older system, or an offset past 18 hours.
 */
final class Today {

  private Today() {}

  /** The date in the default time zone. */
  static LocalDate here() {
    return in(TimeZone.getDefault(), Instant.now());
  }

  static LocalDate in(TimeZone zone, Instant now) {
    int offsetMillis = zone.getOffset(now.toEpochMilli());
    return LocalDate.ofInstant(now.plusMillis(offsetMillis), ZoneOffset.UTC);
  }
}
