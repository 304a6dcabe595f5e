package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.acceptance.Messages.toldOfCodeOnly;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Holders;
import io.trackmemory.acceptance.code.Holders.Feed;
import io.trackmemory.acceptance.code.Holders.Page;
import io.trackmemory.acceptance.code.Holders.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A leak of each kind is told with its holder; clean code stays quiet. */
class LeakKindsTest {

  static Supplier<Page> bookmark = () -> new Page(0);

  @AfterEach
  void clear() {
    Holders.clear();
    bookmark = () -> new Page(0);
  }

  @Test
  void staticField() {
    assertThatMemory(Holders::inNoField).hasAllocationCount(1).hasNoLeaks();
    assertThat(messageOf(() -> assertThatMemory(Holders::inStaticField).hasNoLeaks()))
        .isEqualTo(
            """
            Expecting the action to leak no objects but it leaked 1 (16 B):
              held by io.trackmemory.acceptance.code.Holders.last (retains 16 B):
                1 x io.trackmemory.acceptance.code.Holders$Page     16 B   Holders.inStaticField(Holders.java:24)
                from the root:
                  static field of io.trackmemory.acceptance.code.Holders
                  io.trackmemory.acceptance.code.Holders.static last   <- first reference in your code
                  io.trackmemory.acceptance.code.Holders$Page
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: hasLeakCount(1)""");
  }

  @Test
  void map() {
    Holders.inMapForAWhile(); // makes the map's table
    assertThatMemory(Holders::inMapForAWhile).hasNoLeaks();
    assertThat(messageOf(() -> assertThatMemory(Holders::inMap).hasNoLeaks()))
        .isEqualTo(
            """
            Expecting the action to leak no objects but it leaked 2 (48 B):
              held by io.trackmemory.acceptance.code.Holders.BY_NAME (retains 48 B):
                1 x java.util.HashMap$Node                          32 B   java.util.HashMap.newNode(HashMap.java:n) <- Holders.inMap(Holders.java:36)
                1 x io.trackmemory.acceptance.code.Holders$Page     16 B   Holders.inMap(Holders.java:36)
                from the root:
                  static field of io.trackmemory.acceptance.code.Holders
                  io.trackmemory.acceptance.code.Holders.static BY_NAME   <- first reference in your code
                  java.util.HashMap.table
                  java.util.HashMap$Node[][*]
                  java.util.HashMap$Node.value
                  io.trackmemory.acceptance.code.Holders$Page
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: hasLeakCount(2)""");
  }

  @Test
  void weakMap() {
    Holders.inWeakMap();
    assertThatMemory(Holders::inWeakMap).hasNoLeaks();
  }

  @Test
  void threadLocalOnAWarmPool() throws Exception {
    ExecutorService pool =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "pool thread"));
    try {
      Holders.inThreadLocal(pool);
      pool.submit(Holders::removeThreadLocal).get();
      assertThatMemory(() -> Holders.inThreadLocalForAWhile(pool))
          .hasNoLeaksOf(Page.class)
          .hasNoLeaks();
      assertThat(
              toldOfCodeOnly(
                  messageOf(
                      () ->
                          assertThatMemory(() -> Holders.inThreadLocal(pool))
                              .hasNoLeaksOf(Page.class))))
          .isEqualTo(
              """
            Expecting the action to leak no objects of io.trackmemory.acceptance.code.Holders$Page but it leaked 1 (16 B):
              held by ThreadLocal io.trackmemory.acceptance.code.Holders.LOCAL (retains 16 B):
                1 x io.trackmemory.acceptance.code.Holders$Page     16 B   Holders.inThreadLocal(Holders.java:52) in pool thread
                from the root:
                  ThreadLocal io.trackmemory.acceptance.code.Holders.LOCAL of thread "pool thread"
                  java.lang.Thread.threadLocals
                  java.lang.ThreadLocal$ThreadLocalMap.table
                  java.lang.ThreadLocal$ThreadLocalMap$Entry[][*]
                  java.lang.ThreadLocal$ThreadLocalMap$Entry.value of io.trackmemory.acceptance.code.Holders.LOCAL   <- first reference in your code
                  io.trackmemory.acceptance.code.Holders$Page
                why: the value of a ThreadLocal stays as long as its thread, which is a pool's, unless it is removed
            To accept: leaks().ofType(Page.class).hasCount(1)""");
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @Tag("slow")
  void listener() {
    Feed feed = new Feed();
    assertThatMemory(() -> feed.read().close()).hasNoLeaks();
    assertThat(messageOf(() -> assertThatMemory(() -> feed.read()).hasNoLeaks()))
        .isEqualTo(
            """
            Expecting the action to leak no objects but it leaked 1 (16 B):
              held by captured by the action.arg$1.listeners (retains 16 B):
                1 x io.trackmemory.acceptance.code.Holders$Reader     16 B   Holders$Feed.read(Holders.java:99)
                from the root:
                  captured by the action
                  io.trackmemory.acceptance.LeakKindsTest$$Lambda.captured arg$1
                  io.trackmemory.acceptance.code.Holders$Feed.listeners   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Holders$Reader
                why: what was registered there was not removed
            To accept: hasLeakCount(1)""");
    assertThatMemory(() -> feed.read())
        .leaks()
        .ofType(Reader.class)
        .heldBy("listeners")
        .hasCount(1);
  }

  @Test
  @Tag("slow")
  void innerClass() {
    assertThatMemory(() -> Holders.inInnerObject()).hasNoLeaks();
    assertThat(
            messageOf(
                () -> assertThatMemory(() -> bookmark = Holders.inInnerObject()).hasNoLeaks()))
        .isEqualTo(
            """
            Expecting the action to leak no objects but it leaked 3 (48 B):
              held by io.trackmemory.acceptance.LeakKindsTest.bookmark (retains 48 B):
                1 x io.trackmemory.acceptance.code.Holders$Page       16 B   Holders$Book.<init>(Holders.java:126)
                1 x io.trackmemory.acceptance.code.Holders$Book$1     16 B   Holders$Book.bookmark(Holders.java:129)
                1 x io.trackmemory.acceptance.code.Holders$Book       16 B   Holders.inInnerObject(Holders.java:79)
                from the root:
                  static field of io.trackmemory.acceptance.LeakKindsTest
                  io.trackmemory.acceptance.LeakKindsTest.static bookmark   <- first reference in your code
                  io.trackmemory.acceptance.code.Holders$Book$1
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: hasLeakCount(3)""");
  }

  @Test
  void capturedList() {
    List<Page> pages = new ArrayList<>(16);
    assertThatMemory(() -> pages.remove(Holders.inList(pages))).hasNoLeaks();
    assertThat(messageOf(() -> assertThatMemory(() -> Holders.inList(pages)).hasNoLeaks()))
        .isEqualTo(
            """
            Expecting the action to leak no objects but it leaked 1 (16 B):
              held by captured by the action.arg$1 (retains 16 B):
                1 x io.trackmemory.acceptance.code.Holders$Page     16 B   Holders.inList(Holders.java:72)
                from the root:
                  captured by the action
                  io.trackmemory.acceptance.LeakKindsTest$$Lambda.captured arg$1
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Holders$Page
            To accept: hasLeakCount(1)""");
  }

  @Test
  void thread() {
    Thread[] kept = new Thread[1];
    assertThatMemory(
            () -> {
              Thread thread = new Thread(() -> new Page(6), "short");
              thread.start();
              thread.join();
            })
        .hasNoLeaks();
    assertThatMemory(
            () -> {
              kept[0] = new Thread(() -> new Page(6), "kept");
              kept[0].start();
              kept[0].join();
            })
        .leaks()
        .ofType(Thread.class)
        .hasCount(1);
  }
}
