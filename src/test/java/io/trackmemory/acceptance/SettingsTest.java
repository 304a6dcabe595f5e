package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.extension.WithoutMemoryLimits;
import io.trackmemory.tracker.MemoryScope;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.opentest4j.TestAbortedException;

/** Settings as JUnit configuration parameters. */
class SettingsTest {

  private static final OrderBook BOOK = new OrderBook();

  @TempDir static Path reports;

  @AfterEach
  void clear() {
    Registry.clear();
  }

  private static Engine auto() {
    return Engine.reportingTo(reports)
        .with("junit.jupiter.extensions.autodetection.enabled", "true")
        .with("trackmemory.auto", "true");
  }

  @Test
  void unknownKey_failsTheClassOnce() {
    // The launcher, not the engine alone, tells which parameters are set.
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(TrackedTestCases.class))
            .configurationParameter("trackmemory.presett", "precise")
            .configurationParameter("trackmemory.report", "never")
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    assertThat(listener.getSummary().getTestsStartedCount()).isZero();
    assertThat(listener.getSummary().getFailures()).hasSize(1);
    assertThat(listener.getSummary().getFailures().get(0).getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown setting trackmemory.presett; the settings are trackmemory.auto, trackmemory.baseline.dir, trackmemory.baseline.update, trackmemory.cache.dir, trackmemory.exclude, trackmemory.filter.min-size, trackmemory.foreign, trackmemory.history.max, trackmemory.leaks.ignore, trackmemory.leaks.settle, trackmemory.limit.bytes, trackmemory.limit.count, trackmemory.limit.leaks, trackmemory.limit.peak, trackmemory.live.max, trackmemory.own, trackmemory.preset, trackmemory.proof, trackmemory.report, trackmemory.report.agent, trackmemory.report.ci, trackmemory.report.confidential, trackmemory.report.dir, trackmemory.report.events, trackmemory.report.heap-dump, trackmemory.report.publish, trackmemory.sampling.frequency-threshold, trackmemory.sampling.large-rate, trackmemory.sampling.large-threshold, trackmemory.sampling.medium-rate, trackmemory.sampling.medium-threshold, trackmemory.sampling.small-rate, trackmemory.uncertified");
  }

  @Test
  void unknownSystemProperty_failsTheClassOnce() {
    System.setProperty("trackmemory.limit.leak", "none");
    try {
      Outcome outcome = Engine.reportingTo(reports).run(TrackedTestCases.class);
      assertThat(outcome.passed()).isEmpty();
      assertThat(outcome.failureOf("SettingsTest$TrackedTestCases"))
          .hasMessageStartingWith("unknown setting trackmemory.limit.leak; the settings are ");
    } finally {
      System.clearProperty("trackmemory.limit.leak");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trackmemory.auto | yes | true or false",
        "trackmemory.preset | fast | one of precise, balanced, low-overhead, leak-hunt",
        "trackmemory.baseline.update | yes | true or false",
        "trackmemory.cache.dir | pom.xml | none or the path of a folder",
        "trackmemory.proof | yes | true or false",
        "trackmemory.report | sometimes | on-failure, always or never",
        "trackmemory.report.agent | no | auto, always or never",
        "trackmemory.report.ci | jenkins | auto, attachments, github or never",
        "trackmemory.report.publish | true | links, copies or never",
        "trackmemory.uncertified | pass | fail or abort",
        "trackmemory.live.max | 0 | a whole number of 1 or more",
        "trackmemory.filter.min-size | 64 Kb! | a size such as \"64 KiB\"",
        "trackmemory.leaks.settle | soon | a number and a unit (ms or s) such as \"2 s\"",
        "trackmemory.limit.leaks | few | none, a whole number, or a size such as \"64 KiB\"",
        "trackmemory.limit.count | -1 | none or a whole number",
        "trackmemory.limit.bytes | 64 | none or a size such as \"64 KiB\"",
        "trackmemory.limit.peak | 8 megs | none or a size such as \"64 KiB\""
      })
  void badValue_failsTheClassOnce(String key, String value, String allowed) {
    Outcome outcome = Engine.reportingTo(reports).with(key, value).run(TrackedTestCases.class);
    assertThat(outcome.passed()).isEmpty();
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.failureOf("SettingsTest$TrackedTestCases"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(key + " must be " + allowed + ": \"" + value + "\"");
  }

  @TrackMemory
  static class TrackedTestCases {

    @Test
    void one() {}

    @Test
    void two() {}
  }

  @Test
  void auto_changesNoOutcomeUnlessALimitIsSet() {
    Outcome outcome = auto().run(PlainTestCases.class);
    assertThat(outcome.passed()).containsExactly("leaks()", "orders(MemoryScope)", "unlimited()");
    assertThat(outcome.failed()).isEmpty();
  }

  @Test
  void limitsOfSettings() {
    Outcome count = auto().with("trackmemory.limit.count", "1").run(PlainTestCases.class);
    assertThat(count.failed()).containsExactly("leaks()", "orders(MemoryScope)");
    assertThat(count.failureOf("leaks()"))
        .hasMessageContaining("at most 1 allocation but it made 2");
    Outcome bytes = auto().with("trackmemory.limit.bytes", "1 KiB").run(PlainTestCases.class);
    assertThat(bytes.failed()).containsExactly("orders(MemoryScope)");
    Outcome leaks = auto().with("trackmemory.limit.leaks", "none").run(PlainTestCases.class);
    assertThat(leaks.failed()).containsExactly("leaks()");
    assertThat(leaks.failureOf("leaks()"))
        .hasMessageContaining("to leak no objects but it leaked 2");
  }

  static class PlainTestCases {

    @Test
    void orders(MemoryScope memory) {
      BOOK.prices(1_000);
      BOOK.order(1);
      assertThatMemory(memory).since("body").allocations().ofType("long[]").hasCount(1);
    }

    @Test
    void leaks() {
      Registry.open(1);
    }

    @Test
    @WithoutMemoryLimits
    void unlimited() {
      BOOK.day(1_000);
    }
  }

  @Test
  void annotationWinsOverSetting() {
    Outcome outcome = auto().with("trackmemory.limit.count", "0").run(AnnotatedTestCases.class);
    assertThat(outcome.passed()).containsExactly("allowsTwo()");
    assertThat(outcome.failed()).containsExactly("allowsNone()");
  }

  static class AnnotatedTestCases {

    @Test
    @LimitAllocations(count = 2)
    void allowsTwo() {
      BOOK.order(1);
      BOOK.order(2);
    }

    @Test
    @NoAllocations
    void allowsNone() {
      BOOK.order(1);
    }
  }

  @Test
  void uncertified_failsOrAborts() {
    Outcome failing = Engine.reportingTo(reports).run(UncertifiedTestCases.class);
    assertThat(failing.failed()).containsExactly("unknownType(MemoryScope)");
    assertThat(failing.messageOf("unknownType(MemoryScope)"))
        .isEqualTo(
            "Cannot certify allocations().ofType(\"com.acme.Nothing\").isEmpty() of the scope: no class com.acme.Nothing is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run");
    Outcome aborting =
        Engine.reportingTo(reports)
            .with("trackmemory.uncertified", "abort")
            .run(UncertifiedTestCases.class);
    assertThat(aborting.aborted()).containsExactly("unknownType(MemoryScope)");
    assertThat(aborting.failed()).isEmpty();
    assertThat(aborting.failureOf("unknownType(MemoryScope)"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageStartingWith("Cannot certify ");
  }

  @TrackMemory
  static class UncertifiedTestCases {

    @Test
    void unknownType(MemoryScope memory) {
      assertThatMemory(memory).allocations().ofType("com.acme.Nothing").isEmpty();
    }
  }

  @Test
  void liveMax_beyondIt_leaksAreSampled() {
    Outcome outcome =
        Engine.reportingTo(reports).with("trackmemory.live.max", "10").run(ManyTestCases.class);
    assertThat(outcome.messageOf("many()"))
        .startsWith("Expecting the scope to leak no objects but it leaked at least ")
        .contains("more objects were alive at once than trackmemory.live.max lets follow");
    assertThat(outcome.failureOf("many()")).hasMessageContaining("Report: file:");
  }

  static class ManyTestCases {

    static final Object[] KEPT = new Object[1];

    @Test
    @NoLeaks
    void many() {
      Object[] kept = new Object[1_000];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = BOOK.order(i);
      }
      KEPT[0] = kept;
    }
  }
}
