package io.trackmemory.tracker.firstuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Calls that fill the JDK's caches count the same in each of 10,001 runs, a few of them in a fresh
 * JVM. Calls that share a cache are in different JVMs, so that each rule has a call that fails
 * without it. {@link FirstUseMain} checks all of them, each in a JVM of its own.
 */
class FirstUseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | Collator; Character.getName",
        "2 | String.format, double; Currency; ResourceBundle, missing",
        "2 | NumberFormat, currency; String.format, date; NumberFormat, compact",
        "2 | DecimalFormat; Locale.getDisplayName",
        "3 | HashMap with colliding keys",
        "5 | Double.toString; BigDecimal, large scale; BigInteger.toString, very long",
        "6 | SimpleDateFormat; OffsetDateTime; ZonedDateTime, past the last transition",
        "6 | DateTimeFormatter.ofLocalizedDate; DateTimeFormatter, zone names",
        "7 | Class.getAnnotation; Class.getGenericSuperclass",
        "8 | MethodHandle.bindTo; VarHandle.getAndAdd; MethodType; Lookup.findVirtual and invoke",
        "9 | URL; Path.toUri",
        "7 | Proxy; Class.getMethods",
        "10 | GZIP; ObjectOutputStream, string; Logger.getLogger"
      })
  void calls_fromFirstToLast_countTheSame(int group, String names) throws Exception {
    List<Seen> all = CallJvm.current().make(group, names.split("; ", -1));

    SoftAssertions softly = new SoftAssertions();
    for (Seen seen : all) {
      for (Measurement stretch : seen.stretches()) {
        softly
            .assertThat(stretch)
            .as("%s, a call as %s", seen.call(), seen.settled())
            .matches(seen::makesTheSame);
      }
    }
    softly.assertAll();
  }

  /* What a rule sets apart must not be what the call makes each time. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | ResourceBundle, missing",
        "6 | ZoneOffset, not kept; ZoneRules, years that are not kept"
      })
  void calls_whoseResultTheJdkDoesNotKeep_areCounted(int group, String names) throws Exception {
    assertThat(CallJvm.current().make(group, names.split("; ", -1)))
        .allSatisfy(
            seen -> {
              assertThat(seen.settled().firstUseCount()).isZero();
              assertThat(seen.settled().count()).isPositive();
            });
  }

  /* A control of the user's own that keeps no bundle. */
  @Test
  void bundles_thatAreNotKept_areCounted() throws Exception {
    assertThat(CallJvm.current().make(2, "ResourceBundle, not kept"))
        .allSatisfy(
            seen -> {
              assertThat(seen.isEqual()).isTrue();
              assertThat(seen.settled().count()).isGreaterThan(10);
              // The lock to load the bundle's class.
              assertThat(seen.settled().firstUseCount()).isOne();
            });
  }
}
