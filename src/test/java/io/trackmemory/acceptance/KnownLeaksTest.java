package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.acceptance.code.Registry.Session;
import io.trackmemory.extension.ExpectLeak;
import io.trackmemory.extension.LimitLeaks;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemoryScope;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaks that are allowed, known, or stated not to be. */
class KnownLeaksTest {

  @TempDir static Path reports;

  @BeforeAll
  static void loadCode() {
    Registry.close(Registry.open(1));
  }

  @AfterEach
  void clear() {
    Registry.clear();
  }

  private static Outcome run(Class<?> fixture) {
    return Engine.reportingTo(reports).with("trackmemory.report", "always").run(fixture);
  }

  @Test
  void expected_isOnThePage() throws Exception {
    Outcome outcome = run(KnownTestCases.class);

    assertThat(outcome.passed()).containsExactly("known()");
    Path page = reports.resolve(KnownTestCases.class.getName()).resolve("known.html");
    assertThat(Files.readString(page)).contains("Known leaks", "BUG-17", "2999-12-31");
    assertThat(Files.readString(page.resolveSibling("known.json")))
        .contains("\"reason\": \"BUG-17\", \"until\": \"2999-12-31\", \"expired\": false");
    assertThat(outcome.messageOf("expired()"))
        .startsWith("Expecting the scope to leak no objects but it leaked 2 (40 B):\n")
        .contains("\nKnown leak, expired on 2020-12-31 (BUG-18): 2 objects, 40 B\n")
        .endsWith(
            "\nTo accept: @ExpectLeak(heldBy ="
                + " \"io.trackmemory.acceptance.code.Registry.SESSIONS\", reason = \"...\")");
  }

  static class KnownTestCases {
    @Test
    @ExpectLeak(type = Session.class, reason = "BUG-17", until = "2999-12-31")
    void known() {
      Registry.open(8);
    }

    @Test
    @ExpectLeak(type = Session.class, reason = "BUG-18", until = "2020-12-31")
    void expired() {
      Registry.open(8);
    }
  }

  @Test
  void limit_allowsSome() {
    Outcome outcome = run(LimitedTestCases.class);

    assertThat(outcome.passed()).containsExactly("two()");
    assertThat(outcome.messageOf("four()"))
        .startsWith("Expecting the scope to leak at most 2 objects but it leaked 4 (80 B):\n")
        .endsWith(
            "To accept: @LimitLeaks(count = 4) or @ExpectLeak(heldBy ="
                + " \"io.trackmemory.acceptance.code.Registry.SESSIONS\", reason = \"...\")");
  }

  @LimitLeaks(count = 2)
  static class LimitedTestCases {
    @Test
    void two() {
      Registry.open(8);
    }

    @Test
    void four() {
      Registry.open(8);
      Registry.open(8);
    }
  }

  @Tag("slow")
  @Test
  void expectCollected_isJudgedOnce_withItsReason() {
    Outcome outcome = run(StatedTestCases.class);

    assertThat(outcome.passed()).containsExactly("gone(MemoryScope)");
    assertThat(outcome.messageOf("madeBefore(MemoryScope)"))
        .contains("it leaked 1 (16 B)")
        .contains("    must be gone: closed sessions are forgotten\n");
    assertThat(outcome.messageOf("madeHere(MemoryScope)"))
        .contains("it leaked 2 (40 B)")
        .contains("1 x io.trackmemory.acceptance.code.Registry$Session     16 B   Registry.open")
        .contains("    must be gone: closed sessions are forgotten\n");
    assertThat(outcome.failureOf("notJudged(MemoryScope)"))
        .hasMessage(
            "expectCollected needs a scope that follows objects, for a check on leaks to judge:"
                + " put @NoLeaks on the test");
  }

  static class StatedTestCases {

    private static final String WHY = "closed sessions are forgotten";

    private static final Session BEFORE = Registry.open(8);

    @Test
    @NoLeaks
    void gone(MemoryScope memory) {
      Session session = Registry.open(8);
      memory.expectCollected(session, WHY);
      Registry.close(session);
    }

    @Test
    @NoLeaks
    void madeBefore(MemoryScope memory) {
      memory.expectCollected(BEFORE, WHY);
    }

    @Test
    @NoLeaks
    void madeHere(MemoryScope memory) {
      memory.expectCollected(Registry.open(8), WHY);
    }

    @Test
    @TrackMemory
    void notJudged(MemoryScope memory) {
      memory.expectCollected(BEFORE, WHY);
    }
  }
}
