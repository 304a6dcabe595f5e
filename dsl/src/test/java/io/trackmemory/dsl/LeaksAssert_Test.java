package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;

import org.junit.jupiter.api.Test;

class LeaksAssert_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.leaking());

  @Test
  void ofType_includesSubtypes() {
    tracker.assertThatAction().leaks().ofType(CharSequence.class).hasCount(45);
  }

  @Test
  void ofType_byName() {
    tracker.assertThatAction().leaks().ofType("java.lang.Object[]").hasCount(1);
  }

  @Test
  void heldBy_class() {
    tracker.assertThatAction().leaks().heldBy("Registry").hasCount(46);
  }

  @Test
  void heldBy_field() {
    tracker.assertThatAction().leaks().heldBy("elementData").hasCount(46);
  }

  @Test
  void heldBy_classAndField() {
    tracker.assertThatAction().leaks().heldBy("Registry.SESSIONS").hasCount(46);
  }

  @Test
  void heldBy_signature() {
    tracker.assertThatAction().leaks().heldBy("com.acme.Registry.SESSIONS").hasCount(46);
  }

  @Test
  void heldBy_other() {
    tracker.assertThatAction().leaks().heldBy("fields").isEmpty();
  }

  @Test
  void isEmpty_fails() {
    assertFails(
        () -> tracker.assertThatAction().leaks().isEmpty(),
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
        To accept: leaks().hasCount(46)""");
  }

  @Test
  void hasCount_fails() {
    assertFails(
        () -> tracker.assertThatAction().leaks().heldBy("Registry").hasCount(45),
        45L,
        46L,
        """
        Expecting the action to leak 45 objects held by Registry but it leaked 46 (1.3 KiB):
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
        To accept: leaks().heldBy("Registry").hasCount(46)""");
  }

  @Test
  void ofType_notLoaded() {
    assertFails(
        () -> tracker.assertThatAction().leaks().ofType("com.acme.Nothing").isEmpty(),
        0L,
        "n/a",
        """
        Cannot certify leaks().ofType("com.acme.Nothing").isEmpty() of the action: no class com.acme.Nothing is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run""");
  }

  @Test
  void heldBy_notLoaded() {
    assertFails(
        () -> tracker.assertThatAction().leaks().heldBy("Registy.SESSIONS").isEmpty(),
        0L,
        "n/a",
        """
        Cannot certify leaks().heldBy("Registy.SESSIONS").isEmpty() of the action: no class Registy.SESSIONS is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run""");
  }
}
