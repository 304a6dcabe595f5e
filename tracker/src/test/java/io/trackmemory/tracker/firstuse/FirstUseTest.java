package io.trackmemory.tracker.firstuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that fill the JDK's caches count the same in each of 10,001 runs, a few of them in a fresh
 * JVM. Calls that share a cache are in different JVMs, so that each rule has a call that fails
 * without it. {@link FirstUseMain} checks all of them, each in a JVM of its own.
 */
class FirstUseTest {

  @Test
  void calls_someFromFirstToLast_countTheSame() throws Throwable {
    assertTheSame("Collator; Double.toString; Class.getAnnotation; URL; GZIP");
  }

  @Tag("slow")
  @Tag("jdk")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Character.getName; Currency; OffsetDateTime; Class.getGenericSuperclass; SSLContext.getDefault",
        "String.format, double; ZonedDateTime, past the last transition; VarHandle.getAndAdd",
        "HashMap with colliding keys; Logger.getLogger; MethodHandle.bindTo; DecimalFormat",
        "NumberFormat, currency; MethodType; Proxy; BigDecimal, large scale",
        "SimpleDateFormat; BigInteger.toString, very long; Class.getMethods; Path.toUri",
        "DateTimeFormatter.ofLocalizedDate; Lookup.findVirtual and invoke",
        "MethodHandles.arrayElementGetter; MethodHandles.countedLoop; MethodHandle.asCollector",
        "DateTimeFormatter, zone names; Locale.getDisplayName; ObjectOutputStream, string",
        "String.format, date; MethodHandles.zero, identity and constant",
        "Collections.shuffle; HijrahDate; Files.probeContentType; InetAddress.getLoopbackAddress;"
            + " InetSocketAddress, any address"
      })
  void calls_fromFirstToLast_countTheSame(String names) throws Throwable {
    assertTheSame(names);
  }

  @Tag("slow")
  @Tag("jdk")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MemorySegment.set, int; switch over enum constants of a sealed type; ScopedValue.call",
        "Linker.downcallHandle; switch over an enum, with a pattern; MemoryLayout.varHandle, used",
        "MemorySegment.getAtIndex; Gatherers.fold; switch over a generic record; ScopedValue, nested",
        "Arena.allocateFrom, string; downcall, made once; KDF, HKDF; Thread.ofVirtual, factory"
      })
  void newerCalls_fromFirstToLast_countTheSame(String names) throws Throwable {
    assumeTrue(Runtime.version().feature() >= NewerCalls.FEATURE);
    assertTheSame(names);
  }

  /*
   * The layouts and handles that a call makes each time, its own work, are counted; so is what a
   * switch makes to compare with constants of an enum that it has not met.
   */
  @Tag("slow")
  @Tag("jdk")
  @Test
  void newerCalls_whoseResultTheJdkDoesNotKeep_areCounted() throws Throwable {
    assumeTrue(Runtime.version().feature() >= NewerCalls.FEATURE);
    List<Seen> all =
        CallJvm.current()
            .make(
                "MemoryLayout.structLayout",
                "MemoryLayout.varHandle",
                "Linker.downcallHandle",
                "MemorySegment, another byte order",
                "switch over enum constants of two types");

    assertThat(all).allSatisfy(seen -> assertThat(seen.settled().count()).isPositive());
    assertThat(all.subList(0, 4)).allMatch(Seen::isEqual);
    assertThat(all.get(4).settled().firstUseCount()).isZero();
  }

  private static void assertTheSame(String names) throws Throwable {
    List<Seen> all = CallJvm.current().make(names.split("; ", -1));

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
  @Test
  void calls_whoseResultTheJdkDoesNotKeep_areCounted() throws Throwable {
    List<Seen> all =
        CallJvm.current()
            .make(
                "ResourceBundle, missing",
                "ZoneOffset, not kept",
                "ZoneRules, years that are not kept",
                "ResourceBundle, not kept",
                "VarHandle, not supported");

    assertThat(all.subList(0, 3))
        .allSatisfy(
            seen -> {
              assertThat(seen.settled().firstUseCount()).isZero();
              assertThat(seen.settled().count()).isPositive();
            });
    assertThat(all.get(3).isEqual()).isTrue();
    assertThat(all.get(3).settled().count()).isGreaterThan(10);
    // The lock to load the bundle's class.
    assertThat(all.get(3).settled().firstUseCount()).isOne();
    // The exception; what the JDK makes to find out, 17 does each time.
    assertThat(all.get(4).isEqual()).isTrue();
    assertThat(all.get(4).settled().count()).isOne();
  }
}
