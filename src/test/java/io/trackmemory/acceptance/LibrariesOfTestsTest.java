package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.LibraryInJar.KEEPER;
import static io.trackmemory.acceptance.LibraryInJar.PACKAGE;
import static io.trackmemory.acceptance.LibraryInJar.PILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.extension.ExpectLeak;
import io.trackmemory.extension.Libraries;
import io.trackmemory.extension.LimitLeaks;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.Threads;
import io.trackmemory.extension.TrackMemory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What annotations, settings, pages and the end of a run make of what a library keeps. */
class LibrariesOfTestsTest {

  private static final List<Object> OWN = new ArrayList<>();

  @TempDir static Path folder;

  private static LibraryInJar library = new LibraryInJar((what, given) -> what);

  @BeforeAll
  static void pack() throws Exception {
    library = LibraryInJar.packed(folder);
    run("cache"); // makes the map's table
    run("forget");
  }

  private static void run(String what) {
    library.run(what);
  }

  @AfterEach
  void forget() {
    run("forget");
    OWN.clear();
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void annotations() {
    Path report = folder.resolve("report");
    Outcome outcome =
        Engine.reportingTo(report)
            .with("trackmemory.report", "always")
            .run(AnnotatedTestCases.class);

    assertThat(outcome.passed())
        .containsExactlyInAnyOrder(
            "told()", "expected()", "repetition 1 of 3", "replaced()", "limit()");
    assertThat(outcome.messageOf("judged()")).contains("held by " + PILE);
    assertThat(outcome.messageOf("judgedLimit()")).contains("held by " + PILE);
    assertThat(outcome.messageOf("repetition 2 of 3")).contains("held by " + PILE);
    assertThat(outcome.messageOf("repetition 3 of 3")).contains("held by " + PILE);
    Path pages = report.resolve(AnnotatedTestCases.class.getName());
    assertThat(pages.resolve("judged.html"))
        .content()
        .contains("None that is yours", "<caption>Kept by libraries</caption>", PILE)
        .contains("<details class=\"fold\" open><summary>What keeps it");
    assertThat(pages.resolve("judged.json"))
        .content()
        .contains("\"leaks\": []", "\"keeper\": \"LIBRARY\"");
    assertThat(pages.resolve("told.html"))
        .content()
        .contains(
            "<caption>Kept by libraries</caption>",
            "<details class=\"fold\"><summary>What keeps it");
    assertThat(pages.resolve("expected.html"))
        .content()
        .contains("<caption>Known leaks</caption>", "it is the library&#39;s", PILE)
        .doesNotContain("<caption>Kept by libraries</caption>");
  }

  @Test
  void whatLibrariesKeep_isToldOnceAsTheRunEnds() {
    assertThat(toldBy(KeepingTestCases.class))
        .containsExactly(
            "kept by libraries after tests, by default no failure, as one run cannot tell a cache"
                + " from a leak:"
                + ("\n  " + PILE + ": 6 objects (312 B) of 2 tests")
                + ("\n  " + KEEPER + ".CACHE: 3 objects (136 B) of 1 test")
                + "\nto judge it: afterWarmup(1) or a @RepeatedTest fails for what piles up,"
                + " @NoLeaks(libraries = Libraries.JUDGED) for all of it");
  }

  /* By the stack of its line, which comes after many others. */
  @Test
  void whatALibraryMakesAfterMuchElse_isTold() {
    Engine.Outcome outcome = Engine.reportingTo(folder.resolve("report")).run(BusyTestCases.class);

    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.passed()).hasSize(2);
  }

  /** Of the user's, made and kept by the library. */
  public static final class Bean {
    final List<Object> items = new ArrayList<>(1);
    final int[] room = new int[4];
  }

  @NoLeaks
  static class BusyTestCases {

    private static void work() {
      for (int i = 0; i < 3; i++) {
        assertThat(String.format("%s %,d %08.3f", "a", 1_000 + i, 2.5)).isNotEmpty();
        assertThat(LocalDate.of(2026, 12, 1 + i).toString().split("-", -1)).hasSize(3);
      }
    }

    @Test
    void onItsThread() {
      work();
      library.run("make", Bean.class);
    }

    @Test
    @TrackMemory(threads = Threads.ALL)
    void elsewhere() {
      library.run("work", (Runnable) BusyTestCases::work);
      library.run("make elsewhere", Bean.class);
    }
  }

  @Test
  void whatIsYours_isNotToldAsTheRunEnds() {
    assertThat(toldBy(LeakingTestCases.class)).isEmpty();
  }

  private static List<String> toldBy(Class<?> testClass) {
    List<String> told = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("io.trackmemory.extension");
    Handler handler = new Told(told);
    logger.addHandler(handler);
    try {
      Engine.reportingTo(folder.resolve("report")).run(testClass);
    } finally {
      logger.removeHandler(handler);
    }
    return told;
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
  static class KeepingTestCases {

    @Test
    void one() {
      run("pile");
    }

    @Test
    void two() {
      run("pile");
      run("pile");
      run("cache");
    }
  }

  @NoLeaks
  static class LeakingTestCases {

    @Test
    void leaks() {
      OWN.add(new int[8]);
    }
  }

  @Tag("slow")
  @Test
  void repetitions_tellWhatIsReplacedFromWhatNobodyKnows() {
    Outcome outcome = Engine.reportingTo(folder.resolve("repeated")).run(ReplacingTestCases.class);

    assertThat(outcome.messageOf("repetition 1 of 2"))
        .contains("Kept by a library, not judged: ", KEEPER + ".last");
    assertThat(outcome.messageOf("repetition 2 of 2"))
        .contains("Kept by a library, but does not pile up: ", KEEPER + ".last");
  }

  static class ReplacingTestCases {

    @RepeatedTest(2)
    @NoLeaks
    void replacesBesideALeak() {
      run("replace");
      OWN.add(new int[8]);
    }
  }

  @Test
  void packagesOfYourOwn_decideAlone() {
    Outcome none =
        Engine.reportingTo(folder.resolve("none"))
            .with("trackmemory.own", "com.nowhere")
            .run(OneTestCases.class);
    assertThat(none.messageOf("told()"))
        .startsWith("Cannot certify")
        .contains("name your packages with trackmemory.own");

    Outcome librarys =
        Engine.reportingTo(folder.resolve("librarys"))
            .with("trackmemory.own", "com.nowhere, " + PACKAGE)
            .run(OneTestCases.class);
    assertThat(librarys.messageOf("told()")).contains("held by " + PILE);
  }

  static class OneTestCases {

    @Test
    @NoLeaks
    void told() {
      run("pile");
    }
  }

  static class AnnotatedTestCases {

    @Test
    @NoLeaks
    void told() {
      run("pile");
    }

    @Test
    @NoLeaks(libraries = Libraries.JUDGED)
    void judged() {
      run("pile");
    }

    @Test
    @LimitLeaks(count = 0)
    void limit() {
      run("pile");
    }

    @Test
    @LimitLeaks(count = 1, libraries = Libraries.JUDGED)
    void judgedLimit() {
      run("pile");
    }

    @Test
    @ExpectLeak(heldBy = "PILE", reason = "it is the library's")
    void expected() {
      run("pile");
    }

    @RepeatedTest(3)
    @NoLeaks
    void piledUp() {
      run("pile");
    }

    @Test
    @NoLeaks
    void replaced() {
      run("replace");
    }
  }
}
