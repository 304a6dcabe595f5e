package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import org.junit.jupiter.api.Test;

class AllocationsAssert_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills());

  @Test
  void ofType_includesSubtypes() {
    tracker.assertThatAction().allocations().ofType(Number.class).hasCount(3);
  }

  @Test
  void ofType_byName() {
    tracker.assertThatAction().allocations().ofType("java.util.List").hasCount(1);
  }

  @Test
  void ofType_arrayByName() {
    tracker.assertThatAction().allocations().ofType("java.lang.Object[]").hasCount(1);
  }

  @Test
  void fromPackage_includesSubpackages() {
    tracker.assertThatAction().allocations().fromPackage("com").hasCount(4);
  }

  @Test
  void fromMethod_simpleName() {
    tracker.assertThatAction().allocations().fromMethod("match").hasCount(3);
  }

  @Test
  void fromMethod_qualified() {
    tracker.assertThatAction().allocations().fromMethod("OrderBook.fills").hasCount(1);
  }

  @Test
  void causedBy_lineOrCaller() {
    tracker.assertThatAction().allocations().causedBy("OrderBook.fills").hasCount(2);
  }

  @Test
  void causedBy_package() {
    tracker.assertThatAction().allocations().causedBy("com.acme").hasCount(5);
  }

  @Test
  void causedBy_class() {
    tracker.assertThatAction().allocations().causedBy("com.acme.OrderBook").hasCount(5);
  }

  @Test
  void onThread_ownAndOther() {
    tracker.assertThatAction().allocations().onThread("main").hasCount(5);
  }

  @Test
  void largerThan_strictly() {
    tracker.assertThatAction().allocations().largerThan(bytes(24)).hasCount(1);
  }

  @Test
  void noFilter_all() {
    tracker
        .assertThatAction()
        .allocations()
        .hasCount(5)
        .hasCountAtMost(5)
        .hasBytesAtMost(bytes(128));
  }

  @Test
  void filtersNarrow_together() {
    tracker.assertThatAction().allocations().ofType(Number.class).fromMethod("fills").isEmpty();
  }

  @Test
  void hasCount_fails() {
    assertFails(
        () ->
            tracker
                .assertThatAction()
                .allocations()
                .ofType(Integer.class)
                .fromPackage("com.acme")
                .hasCount(2),
        2L,
        3L,
        """
        Expecting the action to make 2 allocations of java.lang.Integer from package com.acme but it made 3 (48 B):
          3 x java.lang.Integer     48 B   OrderBook.match(OrderBook.java:42)
        To accept: allocations().ofType(Integer.class).fromPackage("com.acme").hasCount(3)""");
  }

  @Test
  void hasCountAtMost_fails() {
    assertFails(
        () ->
            tracker
                .assertThatAction()
                .allocations()
                .fromMethod("fills")
                .onThread("main")
                .hasCountAtMost(0),
        0L,
        1L,
        """
        Expecting the action to make at most 0 allocations from method fills on thread main but it made 1 (24 B):
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        To accept: allocations().fromMethod("fills").onThread("main").hasCountAtMost(1)""");
  }

  @Test
  void hasBytesAtMost_fails() {
    assertFails(
        () ->
            tracker
                .assertThatAction()
                .allocations()
                .causedBy("OrderBook.match")
                .hasBytesAtMost(bytes(16)),
        16L,
        48L,
        """
        Expecting the action to allocate at most 16 B in allocations caused by OrderBook.match but it allocated 48 B in 3 objects:
          3 x java.lang.Integer     48 B   OrderBook.match(OrderBook.java:42)
        To accept: allocations().causedBy("OrderBook.match").hasBytesAtMost(bytes(48))""");
  }

  @Test
  void isEmpty_fails() {
    assertFails(
        () -> tracker.assertThatAction().allocations().largerThan(bytes(24)).isEmpty(),
        0L,
        1L,
        """
        Expecting the action to make no allocations larger than 24 B but it made 1 (56 B):
          1 x java.lang.Object[]     56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
        To accept: allocations().largerThan(bytes(24)).hasCountAtMost(1)""");
  }

  @Test
  void noFilter_fails() {
    assertFails(
        () -> tracker.assertThatAction().allocations().isEmpty(),
        0L,
        5L,
        """
        Expecting the action to make no allocations but it made 5 (128 B):
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        To accept: allocations().hasCountAtMost(5)""");
  }

  @Test
  void ofType_notLoaded() {
    assertFails(
        () -> tracker.assertThatAction().allocations().ofType("com.acme.Nothing").isEmpty(),
        0L,
        "n/a",
        """
        Cannot certify allocations().ofType("com.acme.Nothing").isEmpty() of the action: no class com.acme.Nothing is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run""");
  }

  @Test
  void fromPackage_notLoaded() {
    assertFails(
        () -> tracker.assertThatAction().allocations().fromPackage("com.acne").isEmpty(),
        0L,
        "n/a",
        """
        Cannot certify allocations().fromPackage("com.acne").isEmpty() of the action: no class of package com.acne is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run""");
  }

  @Test
  void fromMethod_notLoaded() {
    assertFails(
        () ->
            tracker.assertThatAction().allocations().fromMethod("OrderBok.match").hasCountAtMost(3),
        3L,
        "n/a",
        """
        Cannot certify allocations().fromMethod("OrderBok.match").hasCountAtMost(3) of the action: no class OrderBok is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run; nearest: io.trackmemory.dsl.FakeClasses$OrderBook""");
  }

  @Test
  void causedBy_notLoaded() {
    assertFails(
        () -> tracker.assertThatAction().allocations().causedBy("com.acne.A.b").hasCount(3),
        3L,
        "n/a",
        """
        Cannot certify allocations().causedBy("com.acne.A.b").hasCount(3) of the action: no package, class or class of a method com.acne.A.b is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run""");
  }
}
