package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.extension.NoLeaks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Patterns of holders to be ignored, where the chain goes on into the user's code. */
class IgnoredHoldersTest {

  static final CompletableFuture<Bean> NEVER = new CompletableFuture<>();

  /** What a library holds. */
  static final class Bean {
    final List<Object> listeners = new ArrayList<>(10); // need not grow
  }

  @TempDir Path reports;

  @Test
  void patternOfALibrary_doesNotHideWhatTheUsersListKeeps() {
    List<String> told = new ArrayList<>();
    Outcome outcome = run("java.util.concurrent.CompletableFuture*", told);

    assertThat(outcome.passed()).containsExactly("givesABean()");
    assertThat(outcome.messageOf("leaksInABean()"))
        .contains("held by " + IgnoredHoldersTest.class.getName() + ".NEVER.listeners");
    assertThat(told)
        .containsExactly(
            "trackmemory.leaks.ignore: the pattern java.util.concurrent.CompletableFuture* did not"
                + " apply to one object in the 2 leak checks of this JVM: the chain goes on from"
                + " there into your own code; name the class or field of yours if it may keep"
                + " them");
  }

  @Test
  void patternOfTheUsersOwn_appliesToAllBehindIt() {
    List<String> told = new ArrayList<>();
    Outcome outcome = run("*IgnoredHoldersTest.NEVER", told);

    assertThat(outcome.passed()).containsExactly("givesABean()", "leaksInABean()");
    assertThat(told).isEmpty();
  }

  private Outcome run(String pattern, List<String> told) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            told.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.trackmemory.extension");
    logger.addHandler(handler);
    try {
      return Engine.reportingTo(reports)
          .with("trackmemory.leaks.ignore", pattern)
          .run(BeanTestCases.class);
    } finally {
      logger.removeHandler(handler);
    }
  }

  @NoLeaks
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class BeanTestCases {
    @Test
    void givesABean() {
      NEVER.obtrudeValue(new Bean());
    }

    @Test
    void leaksInABean() {
      NEVER.join().listeners.add(new Object());
    }
  }
}
