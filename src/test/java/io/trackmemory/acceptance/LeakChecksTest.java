package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.comparable;
import static io.trackmemory.acceptance.Messages.failureOf;
import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.acceptance.code.Registry.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Every check on leaks, passing and failing. */
class LeakChecksTest {

  @BeforeAll
  static void attachAgentAndLoadCode() {
    openTwiceAndCache();
    Registry.clear();
  }

  @AfterEach
  void clear() {
    Registry.clear();
  }

  @Test
  void passing() {
    assertThatMemory(LeakChecksTest::openAndClose)
        .hasNoLeaks()
        .hasLeakCount(0)
        .hasLeakedBytesAtMost(bytes(0))
        .hasNoLeaksOf(Session.class);
    assertThatMemory(() -> Registry.open(100))
        .hasLeakCount(2)
        .hasLeakedBytesAtMost(bytes(16 + 120))
        .hasLeakedBytesAtMost(kib(1))
        .hasNoLeaksOf(String.class);
  }

  @Test
  void hasNoLeaks() {
    assertThat(messageOf(() -> assertThatMemory(() -> Registry.open(100)).hasNoLeaks()))
        .isEqualTo(
            """
            Expecting the action to leak no objects but it leaked 2 (136 B):
              held by io.trackmemory.acceptance.code.Registry.SESSIONS (retains 136 B):
                1 x byte[]                                             120 B   Registry.open(Registry.java:18)
                1 x io.trackmemory.acceptance.code.Registry$Session     16 B   Registry.open(Registry.java:18)
                from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static SESSIONS   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Registry$Session
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: hasLeakCount(2)""");
  }

  @Test
  void hasNoLeaks_twoHolders() {
    assertThat(messageOf(() -> assertThatMemory(LeakChecksTest::openTwiceAndCache).hasNoLeaks()))
        .isEqualTo(
            """
            Expecting the action to leak no objects but it leaked 6 (4.4 KiB):
              held by io.trackmemory.acceptance.code.Registry.SESSIONS (retains 368 B):
                2 x byte[]                                             336 B   Registry.open(Registry.java:18)
                2 x io.trackmemory.acceptance.code.Registry$Session     32 B   Registry.open(Registry.java:18)
                one of 2 alike, from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static SESSIONS   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Registry$Session
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
              held by io.trackmemory.acceptance.code.Registry.CACHE (retains 4 KiB):
                1 x byte[]                    4 KiB   Registry.cache(Registry.java:30)
                1 x java.util.HashMap$Node     32 B   java.util.HashMap.newNode(HashMap.java:n) <- Registry.cache(Registry.java:30)
                from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static CACHE   <- first reference in your code
                  java.util.HashMap.table
                  java.util.HashMap$Node[][*]
                  java.util.HashMap$Node.value
                  byte[]
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: hasLeakCount(6)""");
  }

  @Test
  void hasLeakCount() {
    AssertionFailedError failure =
        failureOf(() -> assertThatMemory(() -> Registry.open(100)).hasLeakCount(1));
    assertThat(comparable(failure))
        .isEqualTo(
            """
            Expecting the action to leak 1 object but it leaked 2 (136 B):
              held by io.trackmemory.acceptance.code.Registry.SESSIONS (retains 136 B):
                1 x byte[]                                             120 B   Registry.open(Registry.java:18)
                1 x io.trackmemory.acceptance.code.Registry$Session     16 B   Registry.open(Registry.java:18)
                from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static SESSIONS   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Registry$Session
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: hasLeakCount(2)""");
    assertThat(failure.getExpected().getValue()).isEqualTo(1L);
    assertThat(failure.getActual().getValue()).isEqualTo(2L);
  }

  @Test
  void hasLeakCount_none() {
    assertThat(messageOf(() -> assertThatMemory(LeakChecksTest::openAndClose).hasLeakCount(1)))
        .isEqualTo(
            """
            Expecting the action to leak 1 object but it leaked none
            To accept: hasLeakCount(0)""");
  }

  @Test
  void hasLeakedBytesAtMost() {
    AssertionFailedError failure =
        failureOf(
            () -> assertThatMemory(() -> Registry.open(100)).hasLeakedBytesAtMost(bytes(135)));
    assertThat(comparable(failure))
        .isEqualTo(
            """
            Expecting the action to leak at most 135 B but it leaked 136 B in 2 objects:
              held by io.trackmemory.acceptance.code.Registry.SESSIONS (retains 136 B):
                1 x byte[]                                             120 B   Registry.open(Registry.java:18)
                1 x io.trackmemory.acceptance.code.Registry$Session     16 B   Registry.open(Registry.java:18)
                from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static SESSIONS   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Registry$Session
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: hasLeakedBytesAtMost(bytes(136))""");
    assertThat(failure.getExpected().getValue()).isEqualTo(135L);
    assertThat(failure.getActual().getValue()).isEqualTo(136L);
  }

  @Test
  void hasNoLeaksOf() {
    assertThat(
            messageOf(() -> assertThatMemory(() -> Registry.open(100)).hasNoLeaksOf(Session.class)))
        .isEqualTo(
            """
            Expecting the action to leak no objects of io.trackmemory.acceptance.code.Registry$Session but it leaked 1 (16 B):
              held by io.trackmemory.acceptance.code.Registry.SESSIONS (retains 136 B):
                1 x io.trackmemory.acceptance.code.Registry$Session     16 B   Registry.open(Registry.java:18)
                from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static SESSIONS   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Registry$Session
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: leaks().ofType(Session.class).hasCount(1)""");
  }

  @Test
  void hasNoLeaksOf_supertype() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(LeakChecksTest::openTwiceAndCache).hasNoLeaksOf(Object.class)))
        .isEqualTo(
            """
            Expecting the action to leak no objects of java.lang.Object but it leaked 6 (4.4 KiB):
              held by io.trackmemory.acceptance.code.Registry.SESSIONS (retains 368 B):
                2 x byte[]                                             336 B   Registry.open(Registry.java:18)
                2 x io.trackmemory.acceptance.code.Registry$Session     32 B   Registry.open(Registry.java:18)
                one of 2 alike, from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static SESSIONS   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Registry$Session
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
              held by io.trackmemory.acceptance.code.Registry.CACHE (retains 4 KiB):
                1 x byte[]                    4 KiB   Registry.cache(Registry.java:30)
                1 x java.util.HashMap$Node     32 B   java.util.HashMap.newNode(HashMap.java:n) <- Registry.cache(Registry.java:30)
                from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static CACHE   <- first reference in your code
                  java.util.HashMap.table
                  java.util.HashMap$Node[][*]
                  java.util.HashMap$Node.value
                  byte[]
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: leaks().ofType(Object.class).hasCount(6)""");
  }

  private static void openAndClose() {
    Registry.close(Registry.open(100));
  }

  private static void openTwiceAndCache() {
    Registry.open(100);
    Registry.open(200);
    Registry.cache("start", 4096);
  }
}
