package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Patterns of leaks to be ignored: those of no use are told as a run ends. */
class IgnoredLeaksTest {

  static final List<Object> IGNORED = new ArrayList<>();

  @Test
  void patternOfNoUse_isTold() {
    List<String> told = new ArrayList<>();
    Outcome outcome =
        whileLogging(told, "*IgnoredLeaksTest.IGNORED,com.acme.Misspelt*", IgnoringTestCases.class);

    assertThat(outcome.failed()).isEmpty();
    assertThat(told)
        .containsExactly(
            "trackmemory.leaks.ignore: the pattern com.acme.Misspelt* set nothing apart in the 2"
                + " leak checks of this JVM; remove it if no other JVM of the build needs it");
  }

  @Test
  void noCheck_tellsNothing() {
    List<String> told = new ArrayList<>();
    whileLogging(told, "com.acme.Other", UncheckedTestCases.class);

    assertThat(told).isEmpty();
  }

  @Test
  void badPattern_failsTheClassOnce() {
    Outcome outcome =
        Fixtures.run(IgnoringTestCases.class, "trackmemory.leaks.ignore", "com.acme..Typo");

    assertThat(outcome.passed()).isEmpty();
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.failureOf("IgnoredLeaksTest$IgnoringTestCases"))
        .hasStackTraceContaining("trackmemory.leaks.ignore must be class names or Class.field")
        .hasStackTraceContaining("\"com.acme..Typo\"");
  }

  private static Outcome whileLogging(List<String> told, String patterns, Class<?> fixture) {
    Logger logger = Logger.getLogger("io.trackmemory.extension");
    Handler handler = new Told(told);
    logger.addHandler(handler);
    try {
      return Fixtures.run(fixture, "trackmemory.leaks.ignore", patterns);
    } finally {
      logger.removeHandler(handler);
      IGNORED.clear();
    }
  }

  private static final class Told extends Handler {
    private final List<String> told;

    Told(List<String> told) {
      this.told = told;
    }

    @Override
    public void publish(LogRecord message) {
      told.add(message.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @NoLeaks
  static class IgnoringTestCases {
    @Test
    void leaksIgnored() {
      IGNORED.add(new Object());
    }

    @Test
    void leaksNothing() {}
  }

  @TrackMemory
  static class UncheckedTestCases {
    @Test
    void allocates() {
      IGNORED.add(new Object());
    }
  }
}
