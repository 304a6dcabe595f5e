package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.LibraryInJar.KEEPER;
import static io.trackmemory.acceptance.LibraryInJar.PILE;
import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a library keeps is told; what is the user's is a leak, wherever it is held. */
class WhoseLeakTest {

  private static final List<Object> OWN = new ArrayList<>();
  private static final ThreadLocal<Object> OWN_CURRENT = new ThreadLocal<>();

  @TempDir static Path folder;

  private static LibraryInJar library = new LibraryInJar((what, given) -> what);

  private static final String ITEMS = Catalog.class.getName() + ".items";

  /** An object of the user's. */
  public static final class Session {
    final byte[] data = new byte[32];
  }

  @BeforeAll
  static void pack() throws Exception {
    library = LibraryInJar.packed(folder);
    run("pool");
    run("make", Session.class);
    run("make elsewhere", Session.class);
    run("forget");
  }

  private static Object run(String what) {
    return library.run(what);
  }

  private static Object run(String what, Object given) {
    return library.run(what, given);
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

  @Tag("slow")
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

  @Tag("slow")
  @Tag("jdk")
  @Test
  void afterWarmup_tellsWhatPilesUpFromWhatIsReplaced() {
    assertThatMemory(() -> run("cache")).afterWarmup(1).hasNoLeaks();
    assertThatMemory(() -> run("replace")).afterWarmup(1).hasNoLeaks();
    assertThat(messageOf(() -> assertThatMemory(() -> run("pile")).afterWarmup(1).hasNoLeaks()))
        .contains("held by " + PILE);
  }

  @Tag("slow")
  @Tag("jdk")
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

  /** An object of the user's that is first met on a thread of the library's. */
  public static final class Catalog {
    final Map<String, Object> items = new ConcurrentHashMap<>();
  }

  /* Of a lazy bean that the test is the first to need; a later test finds it there. */
  @Test
  void ownObject_inWhatALibraryMadeMeanwhile_isHeldByTheOwnField() {
    assertThat(ownHolders(() -> run("make", Catalog.class))).containsExactly(ITEMS);
    assertThat(ownHolders(() -> {})).containsExactly(ITEMS);
  }

  private static List<String> ownHolders(Runnable first) {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              first.run();
              ((Catalog) run("kept")).items.put(UUID.randomUUID().toString(), new Session());
            });
    return holders(seen.leaks());
  }

  @Test
  void ofOwnClass_madeByLibraryOnItsThread_isTold() {
    try (MemoryScope scope = MemoryTracker.openForAllThreads()) {
      run("make elsewhere", Catalog.class);
      MemorySnapshot seen = scope.snapshot();
      assertThat(seen.leaks()).isEmpty();
      assertThat(holders(seen.leakResult().told())).containsExactly(KEEPER + ".KEPT");
    }
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

  @Tag("slow")
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
}
