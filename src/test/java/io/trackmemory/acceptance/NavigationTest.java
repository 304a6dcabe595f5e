package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.OrderBook.Order;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a measurement to some of its allocations. */
class NavigationTest {

  private static final OrderBook BOOK = new OrderBook();
  private static MemorySnapshot day = MemoryTracker.measure(() -> BOOK.day(10));

  @BeforeAll
  static void measureWarm() {
    day = MemoryTracker.measure(() -> BOOK.day(10));
  }

  @Test
  void ofType() {
    assertThatMemory(day).allocations().ofType(Order.class).hasCount(10).hasCountAtMost(10);
    assertThatMemory(day).allocations().ofType(Collection.class).hasCount(1);
    assertThatMemory(day).allocations().ofType(List.class).hasBytesAtMost(bytes(24));
    assertThatMemory(day).allocations().ofType(Object[].class).hasCount(1);
    assertThatMemory(day).allocations().ofType(Object.class).hasCount(13);
    assertThatMemory(day).allocations().ofType("long[]").hasCount(1);
    assertThatMemory(day).allocations().ofType(ArrayList.class.getName()).hasCount(1);
    assertThatMemory(day).allocations().ofType(String.class).isEmpty().hasCount(0);
  }

  @Test
  void ofType_failing() {
    assertThat(messageOf(() -> assertThatMemory(day).allocations().ofType(Order.class).hasCount(9)))
        .isEqualTo(
            """
            Expecting the snapshot to make 9 allocations of io.trackmemory.acceptance.code.OrderBook$Order but it made 10 (240 B):
              10 x io.trackmemory.acceptance.code.OrderBook$Order    240 B   OrderBook.order(OrderBook.java:18)
            To accept: allocations().ofType(Order.class).hasCount(10)""");
    assertThat(
            messageOf(
                () -> assertThatMemory(day).allocations().ofType(Order.class).hasCountAtMost(9)))
        .isEqualTo(
            """
            Expecting the snapshot to make at most 9 allocations of io.trackmemory.acceptance.code.OrderBook$Order but it made 10 (240 B):
              10 x io.trackmemory.acceptance.code.OrderBook$Order    240 B   OrderBook.order(OrderBook.java:18)
            To accept: allocations().ofType(Order.class).hasCountAtMost(10)""");
    assertThat(messageOf(() -> assertThatMemory(day).allocations().ofType("long[]").isEmpty()))
        .isEqualTo(
            """
            Expecting the snapshot to make no allocations of long[] but it made 1 (96 B):
              1 x long[]     96 B   OrderBook.prices(OrderBook.java:23)
            To accept: allocations().ofType("long[]").hasCountAtMost(1)""");
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(day)
                        .allocations()
                        .ofType(Collection.class)
                        .hasBytesAtMost(bytes(8))))
        .isEqualTo(
            """
            Expecting the snapshot to allocate at most 8 B in allocations of java.util.Collection but it allocated 24 B in 1 object:
              1 x java.util.ArrayList     24 B   OrderBook.day(OrderBook.java:37)
            To accept: allocations().ofType(Collection.class).hasBytesAtMost(bytes(24))""");
    assertThat(
            messageOf(() -> assertThatMemory(day).allocations().ofType(String.class).hasCount(1)))
        .isEqualTo(
            """
            Expecting the snapshot to make 1 allocation of java.lang.String but it made none
            To accept: allocations().ofType(String.class).hasCount(0)""");
  }

  @Test
  void fromPackage() {
    assertThatMemory(day).allocations().fromPackage("io.trackmemory.acceptance").hasCount(12);
    assertThatMemory(day).allocations().fromPackage("io.trackmemory.acceptance.code").hasCount(12);
    assertThatMemory(day).allocations().fromPackage("java").hasCount(1).hasBytesAtMost(bytes(56));
    assertThat(
            messageOf(() -> assertThatMemory(day).allocations().fromPackage("java.util").isEmpty()))
        .isEqualTo(
            """
            Expecting the snapshot to make no allocations from package java.util but it made 1 (56 B):
              1 x java.lang.Object[]     56 B   java.util.ArrayList.<init>(ArrayList.java:n) <- OrderBook.day(OrderBook.java:37)
            To accept: allocations().fromPackage("java.util").hasCountAtMost(1)""");
  }

  @Test
  void fromMethod() {
    assertThatMemory(day).allocations().fromMethod("order").hasCount(10);
    assertThatMemory(day).allocations().fromMethod("OrderBook.prices").hasCount(1);
    assertThatMemory(day).allocations().fromMethod("ArrayList.<init>").hasCount(1);
    assertThatMemory(() -> new Order(1)).allocations().fromMethod("fromMethod").hasCount(1);
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(day)
                        .allocations()
                        .fromMethod("OrderBook.order")
                        .hasBytesAtMost(bytes(239))))
        .isEqualTo(
            """
            Expecting the snapshot to allocate at most 239 B in allocations from method OrderBook.order but it allocated 240 B in 10 objects:
              10 x io.trackmemory.acceptance.code.OrderBook$Order    240 B   OrderBook.order(OrderBook.java:18)
            To accept: allocations().fromMethod("OrderBook.order").hasBytesAtMost(bytes(240))""");
  }

  @Test
  void causedBy() {
    assertThatMemory(day).allocations().causedBy("OrderBook.day").hasCount(2);
    assertThatMemory(day).allocations().causedBy("io.trackmemory.acceptance.code").hasCount(13);
    assertThat(
            messageOf(
                () -> assertThatMemory(day).allocations().causedBy("OrderBook.day").isEmpty()))
        .isEqualTo(
            """
            Expecting the snapshot to make no allocations caused by OrderBook.day but it made 2 (80 B):
              1 x java.lang.Object[]      56 B   java.util.ArrayList.<init>(ArrayList.java:n) <- OrderBook.day(OrderBook.java:37)
              1 x java.util.ArrayList     24 B   OrderBook.day(OrderBook.java:37)
            To accept: allocations().causedBy("OrderBook.day").hasCountAtMost(2)""");
  }

  @Test
  void largerThan() {
    assertThatMemory(day).allocations().largerThan(bytes(24)).hasCount(2);
    assertThatMemory(day).allocations().largerThan(bytes(95)).hasCount(1);
    assertThatMemory(day).allocations().largerThan(kib(1)).isEmpty();
    assertThat(messageOf(() -> assertThatMemory(day).allocations().largerThan(bytes(55)).isEmpty()))
        .isEqualTo(
            """
            Expecting the snapshot to make no allocations larger than 55 B but it made 2 (152 B):
              1 x long[]                 96 B   OrderBook.prices(OrderBook.java:23)
              1 x java.lang.Object[]     56 B   java.util.ArrayList.<init>(ArrayList.java:n) <- OrderBook.day(OrderBook.java:37)
            To accept: allocations().largerThan(bytes(55)).hasCountAtMost(2)""");
  }

  @Test
  void onThread() throws Exception {
    orderInTwoThreads(); // what is first use stays out of the message
    MemorySnapshot both = MemoryTracker.measure(NavigationTest::orderInTwoThreads);
    assertThatMemory(both)
        .allocations()
        .ofType(Order.class)
        .hasCount(2)
        .onThread("helper")
        .hasCount(1);
    assertThat(messageOf(() -> assertThatMemory(both).allocations().ofType(Order.class).isEmpty()))
        .isEqualTo(
            """
            Expecting the snapshot to make no allocations of io.trackmemory.acceptance.code.OrderBook$Order but it made 2 (48 B):
              1 x io.trackmemory.acceptance.code.OrderBook$Order     24 B   OrderBook.order(OrderBook.java:18) in helper
              1 x io.trackmemory.acceptance.code.OrderBook$Order     24 B   OrderBook.order(OrderBook.java:18)
            To accept: allocations().ofType(Order.class).hasCountAtMost(2)""");
    assertThat(messageOf(() -> assertThatMemory(both).allocations().onThread("helper").isEmpty()))
        .isEqualTo(
            """
            Expecting the snapshot to make no allocations on thread helper but it made 1 (24 B):
              1 x io.trackmemory.acceptance.code.OrderBook$Order     24 B   OrderBook.order(OrderBook.java:18) in helper
            To accept: allocations().onThread("helper").hasCountAtMost(1)""");
  }

  private static void orderInTwoThreads() throws InterruptedException {
    Thread helper = new Thread(() -> BOOK.order(1), "helper");
    helper.start();
    helper.join();
    BOOK.order(2);
  }

  @Test
  void filtersNarrow() {
    assertThatMemory(day)
        .allocations()
        .fromMethod("day")
        .ofType(ArrayList.class)
        .hasCount(1)
        .ofType(Order.class)
        .isEmpty();
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> BOOK.day(10))
                        .allocations()
                        .fromPackage("io.trackmemory")
                        .ofType(Order.class)
                        .largerThan(bytes(16))
                        .hasCountAtMost(3)))
        .isEqualTo(
            """
            Expecting the action to make at most 3 allocations from package io.trackmemory of io.trackmemory.acceptance.code.OrderBook$Order larger than 16 B but it made 10 (240 B):
              10 x io.trackmemory.acceptance.code.OrderBook$Order    240 B   OrderBook.order(OrderBook.java:18)
            To accept: allocations().fromPackage("io.trackmemory").ofType(Order.class).largerThan(bytes(16)).hasCountAtMost(10)""");
  }

  @Test
  void nameOfWhichNoClassIsLoaded_cannotBeCertified() {
    assertThat(
            messageOf(() -> assertThatMemory(day).allocations().ofType("com.acme.Ordr").isEmpty()))
        .isEqualTo(
            "Cannot certify allocations().ofType(\"com.acme.Ordr\").isEmpty() of the snapshot: no class com.acme.Ordr is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run");
    assertThat(
            messageOf(() -> assertThatMemory(day).allocations().fromPackage("com.acme").isEmpty()))
        .isEqualTo(
            "Cannot certify allocations().fromPackage(\"com.acme\").isEmpty() of the snapshot: no class of package com.acme is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run");
    assertThat(messageOf(() -> assertThatMemory(day).leaks().ofType("com.acme.Ordr").isEmpty()))
        .isEqualTo(
            "Cannot certify leaks().ofType(\"com.acme.Ordr\").isEmpty() of the snapshot: no class com.acme.Ordr is loaded, so nothing can be said about it; check how the name is written, or make sure that the code under test has run");
  }
}
