package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.FakeSnapshot.row;
import static io.trackmemory.dsl.FakeSnapshot.user;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What libraries keep is told beside leaks, and judged where that is asked. */
class KeptByLibrariesTest {

  private static Leak kept(String holder, Leak.Keeper keeper) {
    return new Leak(
        keeper,
        "com.lib." + holder,
        "static field of com.lib.Cache",
        List.of(
            new ChainLink("com.lib.Cache", "static " + holder, false),
            new ChainLink("com.lib.Entry", "", false)),
        OptionalInt.empty(),
        List.of(row(2, "com.lib.Entry", 48, user("com.lib.Cache", "get", 3))),
        OptionalLong.of(1024),
        List.of(),
        Map.of());
  }

  private static Leak told(String holder) {
    return kept(holder, Leak.Keeper.LIBRARY);
  }

  private static FakeTracker seeing(List<Leak> leaks, List<Leak> told) {
    return new FakeTracker(seen(leaks, told));
  }

  private static FakeSnapshot seen(List<Leak> leaks, List<Leak> told) {
    return OrderBookSnapshots.fills()
        .leaks(
            new LeakResult(leaks, told, List.of(), List.of(), Optional.empty(), Optional.empty()));
  }

  @Test
  void told_alone_isNoLeak() {
    seeing(List.of(), List.of(told("A"))).assertThatAction().hasNoLeaks().hasLeakCount(0);
  }

  @Test
  void told_besideALeak_namesTheFirstHoldersAndWhatToDo() {
    assertFails(
        () ->
            seeing(
                    List.of(OrderBookSnapshots.registryLeak()),
                    List.of(told("A"), told("B"), told("C"), told("D")))
                .assertThatAction()
                .hasNoLeaks(),
        0L,
        46L,
        """
        Expecting the action to leak no objects but it leaked 46 (1.3 KiB):
          held by com.acme.Registry.SESSIONS (retains 4 KiB):
            45 x java.lang.StringBuilder  1.1 KiB   OrderBook.open(OrderBook.java:12)
             1 x java.lang.Object[]         216 B   OrderBook.open(OrderBook.java:13)
            one of 45 alike, from the root:
              static field of com.acme.Registry
              com.acme.Registry.static SESSIONS   <- first reference in your code
              java.util.ArrayList.elementData
              java.lang.Object[][0]
              java.lang.StringBuilder
            why: a static field lives as long as its class; one that is filled only once is filled by no later test
        Kept by a library, not judged: 2 objects, 48 B, held by com.lib.A (retains 1 KiB)
        Kept by a library, not judged: 2 objects, 48 B, held by com.lib.B (retains 1 KiB)
        Kept by a library, not judged: 2 objects, 48 B, held by com.lib.C (retains 1 KiB)
          and in 1 more holder: 2 objects, 48 B
          one run cannot tell a cache from a leak: afterWarmup(1) tells whether it piles up; judgingLibraries(), or @NoLeaks(libraries = Libraries.JUDGED), takes it for a leak
        To accept: hasLeakCount(46)""");
  }

  @Test
  void pilesUp_besideWhatDoesNot_isTheLeak() {
    assertFails(
        () ->
            seeing(
                    List.of(kept("A", Leak.Keeper.LIBRARY_PILING_UP)),
                    List.of(kept("B", Leak.Keeper.LIBRARY_REPLACED)))
                .assertThatAction()
                .afterWarmup(1)
                .hasNoLeaks(),
        0L,
        2L,
        """
        Expecting the action to leak no objects but it leaked 2 (48 B):
          held by com.lib.A (retains 1 KiB):
            2 x com.lib.Entry     48 B   Cache.get(Cache.java:3)
            one of 2 alike, from the root:
              static field of com.lib.Cache
              com.lib.Cache.static A
              com.lib.Entry
            why: kept by a library, and piling up: what the run before made is still there, and the last run added more
            why: a static field lives as long as its class; one that is filled only once is filled by no later test
        Kept by a library, but does not pile up: 2 objects, 48 B, held by com.lib.B (retains 1 KiB)
          judgingLibraries(), or @NoLeaks(libraries = Libraries.JUDGED), takes it for a leak
        To accept: hasLeakCount(2)""");
  }

  @Test
  void judged_saysHowToGoOn() {
    FakeTracker tracker = seeing(List.of(), List.of(told("A")));
    assertFails(
        () -> tracker.assertThatAction().judgingLibraries().hasNoLeaks(),
        0L,
        2L,
        """
        Expecting the action to leak no objects but it leaked 2 (48 B):
          held by com.lib.A (retains 1 KiB):
            2 x com.lib.Entry     48 B   Cache.get(Cache.java:3)
            one of 2 alike, from the root:
              static field of com.lib.Cache
              com.lib.Cache.static A
              com.lib.Entry
            why: kept by a library, as a cache or a last result is: a leak only if each run adds to it
            why: a static field lives as long as its class; one that is filled only once is filled by no later test
        All of it is kept by libraries, as what they cache at first use is: run it before, with afterWarmup(1) or in @BeforeAll, or ask for growth (hasNoGrowth(), @NoGrowth)
        To accept: hasLeakCount(2)""");
  }

  @Test
  void judgedPerRun_isALeakOfThatRun() {
    FakeTracker tracker = seeing(List.of(), List.of());
    tracker.singles =
        List.of(
            seen(List.of(), List.of()),
            seen(List.of(), List.of(kept("A", Leak.Keeper.LIBRARY_REPLACED))));
    assertFails(
        () -> tracker.assertThatAction().overRuns(2).judgingLibraries().perRun().hasNoLeaks(),
        0L,
        2L,
        """
        Expecting run 2 of the action (the worst of 2) to leak no objects but it leaked 2 (48 B):
          held by com.lib.A (retains 1 KiB):
            2 x com.lib.Entry     48 B   Cache.get(Cache.java:3)
            one of 2 alike, from the root:
              static field of com.lib.Cache
              com.lib.Cache.static A
              com.lib.Entry
            why: kept by a library, which replaces it or fills it once, as the runs show
            why: a static field lives as long as its class; one that is filled only once is filled by no later test
        All of it is kept by libraries and does not pile up: it is a leak only as libraries are judged
        To accept: perRun().hasLeakCount(2)""");
  }
}
