package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.acceptance.code.Registry.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a measurement to some of its leaks. */
class LeakNavigationTest {

  @BeforeEach
  void loadCode() {
    openTwiceAndCache();
    Registry.clear();
  }

  @AfterEach
  void clear() {
    Registry.clear();
  }

  private static void openTwiceAndCache() {
    Registry.clear();
    Registry.open(100);
    Registry.open(200);
    Registry.cache("start", 4_096);
  }

  private static void open() {
    Registry.clear();
    Registry.open(100);
  }

  @Tag("slow")
  @Test
  void ofType() {
    assertThatMemory(LeakNavigationTest::openTwiceAndCache)
        .leaks()
        .ofType(Session.class)
        .hasCount(2);
    assertThatMemory(LeakNavigationTest::openTwiceAndCache).leaks().ofType("byte[]").hasCount(3);
    assertThatMemory(LeakNavigationTest::openTwiceAndCache).leaks().ofType(String.class).isEmpty();
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(LeakNavigationTest::open).leaks().ofType("byte[]").isEmpty()))
        .isEqualTo(
            """
            Expecting the action to leak no objects of byte[] but it leaked 1 (120 B):
              held by io.trackmemory.acceptance.code.Registry.SESSIONS (retains 136 B):
                1 x byte[]    120 B   Registry.open(Registry.java:18)
                from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static SESSIONS   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Registry$Session.buffer
                  byte[]
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: leaks().ofType("byte[]").hasCount(1)""");
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(LeakNavigationTest::open)
                        .leaks()
                        .ofType(Session.class)
                        .hasCount(2)))
        .isEqualTo(
            """
            Expecting the action to leak 2 objects of io.trackmemory.acceptance.code.Registry$Session but it leaked 1 (16 B):
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

  @Tag("slow")
  @Test
  void heldBy() {
    assertThatMemory(LeakNavigationTest::openTwiceAndCache)
        .leaks()
        .heldBy("Registry.SESSIONS")
        .hasCount(4);
    assertThatMemory(LeakNavigationTest::openTwiceAndCache)
        .leaks()
        .heldBy("CACHE")
        .ofType("byte[]")
        .hasCount(1);
    assertThatMemory(LeakNavigationTest::openTwiceAndCache).leaks().heldBy("Registry").hasCount(6);
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(LeakNavigationTest::openTwiceAndCache)
                        .leaks()
                        .heldBy("Registry.CACHE")
                        .isEmpty()))
        .isEqualTo(
            """
            Expecting the action to leak no objects held by Registry.CACHE but it leaked 2 (4 KiB):
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
            To accept: leaks().heldBy("Registry.CACHE").hasCount(2)""");
  }

  @Test
  void without_filter() {
    assertThatMemory(() -> Registry.close(Registry.open(1))).leaks().isEmpty().hasCount(0);
    assertThat(messageOf(() -> assertThatMemory(LeakNavigationTest::open).leaks().isEmpty()))
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
            To accept: leaks().hasCount(2)""");
  }
}
