package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.dsl.AllocationsAssert;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Names with a slip, given to filters, never let a check pass. */
@TestInstance(Lifecycle.PER_CLASS)
class SlipsTest {

  private static final OrderBook BOOK = new OrderBook();
  private static final String SO =
      ", so nothing can be said about it; check how the name is written";

  private MemorySnapshot day;

  @BeforeAll
  void measure() {
    day = MemoryTracker.measure(() -> BOOK.day(10));
  }

  private AllocationsAssert allocations() {
    return assertThatMemory(day).allocations();
  }

  private static void assertUncertified(AllocationsAssert filtered, String cause) {
    assertThat(messageOf(filtered::isEmpty))
        .startsWith("Cannot certify allocations().")
        .endsWith(".isEmpty() of the snapshot: " + cause);
  }

  @Test
  void method() {
    assertUncertified(
        allocations().fromMethod("OrderBook.odrer"),
        "class OrderBook has no method odrer" + SO + "; nearest: order");
    assertUncertified(
        allocations().causedBy("OrderBook.dya"),
        "class OrderBook has no method dya" + SO + "; nearest: day");
    assertUncertified(
        allocations().fromMethod("assertUncertifeid"),
        "no class of your own code that is loaded, and none that was seen, has a method"
            + " assertUncertifeid"
            + SO
            + ", for a library's write Class.method; nearest: assertUncertified");
    allocations().fromMethod("OrderBook.sum").isEmpty();
    allocations().fromMethod("sum").isEmpty();
    allocations().causedBy("OrderBook.hashCode").isEmpty();
  }

  @Test
  void methodWithoutCode() {
    String cause =
        "method CharSequence.charAt is abstract, so that no line is in it; write the class that has"
            + " its code, or the method's name alone";
    assertUncertified(allocations().fromMethod("CharSequence.charAt"), cause);
    assertUncertified(allocations().causedBy("CharSequence.charAt"), cause);
    allocations().fromMethod("CharSequence.chars").isEmpty();
  }

  @Test
  void classOfAMethod() {
    assertThat(messageOf(() -> allocations().fromMethod("OrderBok.order").isEmpty()))
        .contains("no class OrderBok is loaded")
        .containsPattern("; nearest: .*io.trackmemory.acceptance.code.OrderBook");
  }

  @Test
  void threadAndPackage() {
    String name = Thread.currentThread().getName();
    assertUncertified(
        allocations().onThread(name + "x"),
        "no thread " + name + "x was seen" + SO + "; nearest: " + name);
    assertThat(messageOf(() -> allocations().fromPackage("io.trackmemroy").isEmpty()))
        .contains("no class of package io.trackmemroy is loaded")
        .endsWith("; nearest: io.trackmemory");
  }

  @Test
  void threadThatMadeNothing_wasSeen() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              while (end.getCount() > 0) {
                Thread.onSpinWait();
              }
            },
            "made nothing");
    thread.start();
    assertThatMemory(() -> BOOK.order(1)).allocations().onThread("made nothing").isEmpty();
    end.countDown();
    thread.join();
  }

  @Test
  void inheritedMethod_meansTheOneAbove() {
    LimitBook book = new LimitBook();
    assertThatMemory(() -> book.order(1)).allocations().fromMethod("LimitBook.order").hasCount(1);
    assertThatMemory(() -> book.orders(3)).allocations().causedBy("LimitBook.orders").hasCount(2);
  }

  private static class Book {
    Object order(int price) {
      return List.of(price, price, price, this).get(0) == this ? this : new Object[price];
    }

    Object orders(int price) {
      return new ArrayList<>(price);
    }
  }

  private static final class LimitBook extends Book {}

  private static final class Twins {
    private static final class OrderBook {
      Object order() {
        return new Object();
      }
    }
  }

  @Test
  void simpleNameOfSeveralClasses_meansAll() {
    Twins.OrderBook other = new Twins.OrderBook();
    assertThatMemory(
            () -> {
              BOOK.order(1);
              other.order();
            })
        .allocations()
        .fromMethod("OrderBook.order")
        .hasCount(2);
  }

  @Test
  void typeThatTheJvmMakes_isNeverNone() {
    Object[] none = {null, ""};
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> dereference(none))
                        .allocations()
                        .ofType(NullPointerException.class)
                        .isEmpty()))
        .startsWith(
            "Cannot certify allocations().ofType(NullPointerException.class).isEmpty() of the"
                + " action: the JVM makes java.lang.NullPointerException by itself")
        .contains("what it makes is in no count");
    assertThatMemory(() -> make(new ArrayList<>()))
        .allocations()
        .ofType(NullPointerException.class)
        .hasCount(1);
  }

  private static void dereference(Object[] none) {
    try {
      none[1] = none[0].getClass();
    } catch (NullPointerException e) {
      none[0] = null;
    }
  }

  private static void make(List<Object> kept) {
    kept.add(new NullPointerException("on purpose"));
  }

  @Test
  void holder() {
    List<Object> kept = new ArrayList<>();
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> kept.add(BOOK)).leaks().heldBy("Book.ordres").isEmpty()))
        .contains("no field ordres");
  }
}
