package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.extension.ExpectLeak;
import io.trackmemory.extension.Libraries;
import io.trackmemory.extension.LimitLeaks;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a library keeps is told; what is the user's is a leak, wherever it is held. */
class WhoseLeakTest {

  /* Not by its class, which would then be loaded from a folder too, and so be the user's. */
  private static final String PACKAGE = "io.trackmemory.acceptance.library";
  private static final String KEEPER = PACKAGE + ".Keeper";
  private static final String PILE = KEEPER + ".PILE";
  private static final List<Object> OWN = new ArrayList<>();
  private static final ThreadLocal<Object> OWN_CURRENT = new ThreadLocal<>();

  @TempDir static Path folder;

  private static BiFunction<String, Optional<Object>, Object> library = (what, given) -> what;

  /** An object of the user's. */
  public static final class Session {
    final byte[] data = new byte[32];
  }

  @BeforeAll
  static void pack() throws Exception {
    Path jar = folder.resolve("library.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : List.of("Keeper", "Keeper$Entry")) {
        String path = PACKAGE.replace('.', '/') + "/" + name + ".class";
        out.putNextEntry(new JarEntry(path));
        out.write(bytes(path));
      }
    }
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    library = made(loader.loadClass(KEEPER));
    run("pool");
    run("make", Session.class);
    run("forget");
  }

  private static byte[] bytes(String path) throws IOException {
    try (var in = WhoseLeakTest.class.getClassLoader().getResourceAsStream(path)) {
      return in.readAllBytes();
    }
  }

  @SuppressWarnings("unchecked")
  private static BiFunction<String, Optional<Object>, Object> made(Class<?> type)
      throws ReflectiveOperationException {
    return (BiFunction<String, Optional<Object>, Object>) type.getConstructor().newInstance();
  }

  private static Object run(String what) {
    return library.apply(what, Optional.empty());
  }

  private static Object run(String what, Object given) {
    return library.apply(what, Optional.of(given));
  }

  @AfterEach
  void forget() {
    run("forget");
    OWN.clear();
    OWN_CURRENT.remove();
  }

  private static List<String> holders(List<Leak> leaks) {
    return leaks.stream().map(Leak::signature).toList();
  }

  @Test
  void cache_ofLibrary_isTold() {
    MemorySnapshot seen = MemoryTracker.measure(() -> run("cache"));

    assertThat(seen.leaks()).isEmpty();
    assertThat(holders(seen.leakResult().told())).containsExactly(KEEPER + ".CACHE");
    assertThat(seen.leakResult().told().get(0).keeper()).isEqualTo(Leak.Keeper.LIBRARY);
    assertThatMemory(seen)
        .hasNoLeaks()
        .hasLeakCount(0)
        .hasLeakedBytesAtMost(io.trackmemory.tracker.ByteSize.ofBytes(0));
  }

  @Test
  void cache_ofLibrary_isALeakWhereThatIsAsked() {
    assertThat(
            messageOf(() -> assertThatMemory(() -> run("cache")).judgingLibraries().hasNoLeaks()))
        .contains("held by " + KEEPER + ".CACHE");
    MemorySnapshot seen = MemoryTracker.measure(() -> run("pile"));
    assertThat(messageOf(() -> assertThatMemory(seen).judgingLibraries().hasNoLeaks()))
        .contains("held by " + PILE);
  }

  @Test
  void whatAFilterNames_isJudged() {
    MemorySnapshot seen = MemoryTracker.measure(() -> run("pile"));

    assertThatMemory(seen).leaks().isEmpty();
    assertThat(messageOf(() -> assertThatMemory(seen).leaks().heldBy("PILE").isEmpty()))
        .contains("held by " + PILE);
    assertThat(messageOf(() -> assertThatMemory(seen).leaks().ofType(KEEPER + "$Entry").isEmpty()))
        .contains("Keeper$Entry");
    assertThat(messageOf(() -> assertThatMemory(seen).hasNoLeaksOf(byte[].class)))
        .contains("held by " + PILE);
  }

  @Test
  void afterWarmup_tellsWhatPilesUpFromWhatIsReplaced() {
    assertThatMemory(() -> run("cache")).afterWarmup(1).hasNoLeaks();
    assertThatMemory(() -> run("replace")).afterWarmup(1).hasNoLeaks();
    assertThat(messageOf(() -> assertThatMemory(() -> run("pile")).afterWarmup(1).hasNoLeaks()))
        .contains("held by " + PILE);
  }

  @Test
  void overRuns_tellsWhatPilesUpFromWhatIsReplaced() {
    assertThatMemory(() -> run("cache")).overRuns(2).hasNoLeaks();
    assertThatMemory(() -> run("replace")).overRuns(3).hasNoLeaks();
    for (int runs : new int[] {2, 5}) {
      assertThat(messageOf(() -> assertThatMemory(() -> run("pile")).overRuns(runs).hasNoLeaks()))
          .contains("held by " + PILE);
    }
  }

  @Test
  void ofOwnClassOrLine_isALeakWhoeverHoldsIt() {
    assertThat(messageOf(() -> assertThatMemory(() -> run("keep", new Session())).hasNoLeaks()))
        .contains("held by " + KEEPER + ".KEPT", "Session");
    assertThat(messageOf(() -> assertThatMemory(() -> run("keep", new int[3])).hasNoLeaks()))
        .contains("int[]");
    assertThat(messageOf(() -> assertThatMemory(() -> run("keep", reflected())).hasNoLeaks()))
        .contains("Session");
  }

  private static Object reflected() throws ReflectiveOperationException {
    return Session.class.getConstructor().newInstance();
  }

  @Test
  void ofOwnClass_madeAndKeptByLibrary_isTold() {
    MemorySnapshot seen = MemoryTracker.measure(() -> run("make", Session.class));

    assertThat(seen.leaks()).isEmpty();
    assertThat(holders(seen.leakResult().told())).containsExactly(KEEPER + ".KEPT");
  }

  @Test
  void entryOfOwnCode_isALeakWhoeverMadeIt() {
    assertThat(messageOf(() -> assertThatMemory(() -> OWN.add(run("replace"))).hasNoLeaks()))
        .contains("held by " + WhoseLeakTest.class.getName() + ".OWN");
    assertThat(
            messageOf(() -> assertThatMemory(() -> OWN_CURRENT.set(run("replace"))).hasNoLeaks()))
        .contains("OWN_CURRENT");
  }

  @Test
  void entryOfLibraryBehindOwnField_isTold() {
    MemorySnapshot seen = MemoryTracker.measure(() -> run("own"));

    assertThat(seen.leaks()).isEmpty();
    assertThat(seen.leakResult().told()).hasSize(1);
  }

  @Test
  void threadLocal_isWhoseTheFieldIs() {
    MemorySnapshot seen = MemoryTracker.measure(() -> run("thread"));

    assertThat(seen.leaks()).isEmpty();
    assertThat(seen.leakResult().told()).hasSize(1);
  }

  @Test
  void thread_isWhoseCodeStartedIt() throws Exception {
    MemorySnapshot seen = MemoryTracker.measure(() -> run("pool"));
    assertThat(seen.leaks()).isEmpty();
    assertThat(seen.leakResult().told()).isNotEmpty();

    ExecutorService[] pool = new ExecutorService[1];
    MemorySnapshot own =
        MemoryTracker.measure(
            () -> {
              pool[0] = Executors.newFixedThreadPool(1);
              pool[0].submit(Thread::yield).get();
            });
    assertThat(own.leaks()).isNotEmpty();
    pool[0].shutdown();
  }

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
        .contains("<details open><summary>What keeps it");
    assertThat(pages.resolve("judged.json"))
        .content()
        .contains("\"leaks\": []", "\"keeper\": \"LIBRARY\"");
    assertThat(pages.resolve("told.html"))
        .content()
        .contains("<caption>Kept by libraries</caption>", "<details><summary>What keeps it");
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
      OWN.add(new Session());
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
