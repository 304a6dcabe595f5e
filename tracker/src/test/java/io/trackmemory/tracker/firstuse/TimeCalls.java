package io.trackmemory.tracker.firstuse;

import java.text.DateFormat;
import java.text.SimpleDateFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** Dates and times, new and old. */
@SuppressWarnings("JavaUtilDate") // old classes allocate too
final class TimeCalls {

  private TimeCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("LocalDate.of and toString")) {
      return LocalDate.of(2027, 1, 31).plusDays(1).toString();
    }
    if (calls.is("HijrahDate")) {
      return HijrahDate.of(1440, 1, 1).toString();
    }
    if (calls.is("LocalDate.parse")) {
      return LocalDate.parse("2027-01-31");
    }
    if (calls.is("LocalDate.parse, failing")) {
      return unparsed();
    }
    if (calls.is("LocalDate.with and until")) {
      return LocalDate.of(2027, 1, 31)
          .with(TemporalAdjusters.firstDayOfNextMonth())
          .until(LocalDate.EPOCH);
    }
    if (calls.is("LocalDate, week fields")) {
      return LocalDate.of(2027, 1, 31).get(WeekFields.of(Locale.GERMANY).weekOfYear());
    }
    if (calls.is("LocalDateTime.format, ISO")) {
      return LocalDateTime.of(2027, 1, 31, 12, 30).format(DateTimeFormatter.ISO_DATE_TIME);
    }
    if (calls.is("DateTimeFormatter.ofPattern")) {
      return DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT)
          .format(LocalDateTime.of(2027, 1, 31, 12, 30));
    }
    if (calls.is("DateTimeFormatter.ofPattern, text")) {
      return DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH)
          .format(LocalDate.of(2027, 1, 31));
    }
    if (calls.is("DateTimeFormatter.ofPattern, parsing text")) {
      return LocalDate.parse(
          "31 Jan 2027", DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH));
    }
    if (calls.is("DateTimeFormatter.ofLocalizedDate")) {
      return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
          .withLocale(Locale.FRANCE)
          .format(LocalDate.of(2027, 1, 31));
    }
    if (calls.is("DateTimeFormatter, zone names")) {
      return DateTimeFormatter.ofPattern("zzzz", Locale.ENGLISH)
          .format(ZonedDateTime.of(2027, 1, 31, 12, 0, 0, 0, ZoneId.of("Europe/Paris")));
    }
    if (calls.is("RFC 1123")) {
      return DateTimeFormatter.RFC_1123_DATE_TIME.format(
          OffsetDateTime.of(2027, 1, 31, 12, 0, 0, 0, ZoneOffset.UTC));
    }
    if (calls.is("Instant.parse and toString")) {
      return Instant.parse("2027-01-31T12:00:00Z").toString();
    }
    if (calls.is("ZonedDateTime.now")) {
      return ZonedDateTime.now(ZoneId.of("America/New_York")).getYear() > 0;
    }
    if (calls.is("ZonedDateTime, zone change")) {
      return ZonedDateTime.parse("2027-01-31T12:00:00+01:00[Europe/Berlin]")
          .withZoneSameInstant(ZoneId.of("Asia/Tokyo"))
          .toString();
    }
    if (calls.is("ZonedDateTime, past the last transition")) {
      return LocalDateTime.of(2050, 7, 1, 0, 0).atZone(ZoneId.of("Europe/Berlin")).getOffset();
    }
    if (calls.is("ZoneRules, years that are not kept")) {
      return LocalDateTime.of(2150, 7, 1, 0, 0).atZone(ZoneId.of("Europe/Berlin")).getOffset();
    }
    if (calls.is("ZoneOffset, not kept")) {
      return ZoneOffset.ofTotalSeconds(1);
    }
    if (calls.is("OffsetDateTime")) {
      return OffsetDateTime.parse("2027-01-31T12:00:00+05:45").toInstant();
    }
    if (calls.is("DayOfWeek.getDisplayName")) {
      return DayOfWeek.MONDAY.getDisplayName(TextStyle.FULL, Locale.FRENCH);
    }
    if (calls.is("JapaneseDate")) {
      return JapaneseDate.of(2027, 1, 31).toString();
    }
    if (calls.is("Date.toString")) {
      return new Date(0).toString();
    }
    if (calls.is("SimpleDateFormat")) {
      return new SimpleDateFormat("yyyy-MM-dd HH:mm z", Locale.ROOT).format(new Date(0));
    }
    if (calls.is("SimpleDateFormat, parse")) {
      return new SimpleDateFormat("dd MMM yyyy", Locale.ENGLISH).parse("31 Jan 2027");
    }
    if (calls.is("DateFormat")) {
      return DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.SHORT, Locale.UK)
          .format(new Date(0));
    }
    if (calls.is("GregorianCalendar")) {
      return calendar();
    }
    if (calls.is("Calendar.getInstance")) {
      return Calendar.getInstance(Locale.GERMANY).getFirstDayOfWeek();
    }
    if (calls.is("TimeZone")) {
      return TimeZone.getTimeZone("Europe/Rome").getDisplayName(Locale.ENGLISH);
    }
    return calls.none();
  }

  private static Object unparsed() {
    try {
      return LocalDate.parse("31.1.2027", DateTimeFormatter.ISO_DATE);
    } catch (DateTimeParseException e) {
      return e;
    }
  }

  private static Object calendar() {
    Calendar calendar = new GregorianCalendar(2027, Calendar.JANUARY, 31);
    calendar.add(Calendar.MONTH, 1);
    return calendar.getTime();
  }
}
