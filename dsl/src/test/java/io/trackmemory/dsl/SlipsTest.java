package io.trackmemory.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Names given to filters that match nothing because there is no such thing. */
class SlipsTest {

  private static final String SO =
      ", so nothing can be said about it; check how the name is written";

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills());

  private AllocationsAssert allocations() {
    return tracker.assertThatAction().allocations();
  }

  private static void assertUncertified(ThrowingCallable check, String cause) {
    assertThatThrownBy(check)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Cannot certify ")
        .hasMessageEndingWith(" of the action: " + cause);
  }

  @Test
  void methodThatItsClassHasNot() {
    assertUncertified(
        () -> allocations().fromMethod("OrderBook.mtach").isEmpty(),
        "class OrderBook has no method mtach" + SO + "; nearest: match");
    assertUncertified(
        () -> allocations().causedBy("OrderBook.mtach").isEmpty(),
        "class OrderBook has no method mtach" + SO + "; nearest: match");
    assertUncertified(
        () -> allocations().fromMethod("OrderBook.nothingLikeThat").hasCountAtMost(3),
        "class OrderBook has no method nothingLikeThat" + SO);
  }

  @Test
  void methodThatItsClassHas_orInherits_isNone() {
    allocations().fromMethod("OrderBook.<init>").isEmpty();
    allocations().fromMethod("OrderBook.hashCode").isEmpty();
    allocations().causedBy("OrderBook.toString").isEmpty();
  }

  @Test
  void methodOfNoClass() {
    assertUncertified(
        () -> allocations().fromMethod("mtach").isEmpty(),
        "no class of your own code that is loaded, and none that was seen, has a method mtach"
            + SO
            + ", for a library's write Class.method; nearest: match");
  }

  @Test
  void threadNeverSeen() {
    assertUncertified(
        () -> allocations().onThread("mian").isEmpty(),
        "no thread mian was seen" + SO + "; nearest: main");
    allocations().onThread("pool-1-thread-1").isEmpty();
  }

  @Test
  void threadsThatWereAddedTogether_mayHaveBeenThat() {
    FakeTracker many =
        new FakeTracker(
            new FakeSnapshot()
                .with(FakeSnapshot.inThread(OrderBookSnapshots.list(), "(ended threads)")));
    assertThatThrownBy(
            () -> many.assertThatAction().allocations().onThread("pool-1-thread-1").isEmpty())
        .hasMessageContaining("more than 256 threads worked and have ended");
    many.assertThatAction().allocations().onThread("pool-1-thread-1").hasCountAtMost(1);
  }

  @Test
  void classNotLoaded() {
    assertUncertified(
        () -> allocations().fromMethod("OrderBok.match").isEmpty(),
        Names.notLoaded("class", "OrderBok")
            + "; nearest: io.trackmemory.dsl.FakeClasses$OrderBook");
    assertUncertified(
        () -> allocations().ofType("java.util.ArayList").isEmpty(),
        Names.notLoaded("class", "java.util.ArayList") + "; nearest: java.util.ArrayList");
  }

  @Test
  void packageNotLoaded() {
    assertUncertified(
        () -> allocations().fromPackage("java.utl").isEmpty(),
        Names.notLoaded("class of package", "java.utl") + "; nearest: java.util");
    assertUncertified(
        () -> allocations().causedBy("io.trackmemroy").isEmpty(),
        Names.notLoaded("package, class or class of a method", "io.trackmemroy")
            + "; nearest: io.trackmemory");
  }

  @Test
  void holderThatThereIsNot() {
    assertUncertified(
        () -> tracker.assertThatAction().leaks().heldBy("OrderBook.feilds").isEmpty(),
        "class OrderBook has no field feilds" + SO + "; nearest: fields");
    assertUncertified(
        () -> tracker.assertThatAction().leaks().heldBy("feilds").isEmpty(),
        "no class that is loaded is called feilds, and none has a field of that name"
            + SO
            + "; nearest: fields");
    tracker.assertThatAction().leaks().heldBy("fields").isEmpty();
    tracker.assertThatAction().leaks().heldBy("OrderBook.fields").isEmpty();
  }

  @Test
  void typeThatTheJvmMakes_isNeverNone() {
    for (Class<?> type : new Class<?>[] {NullPointerException.class, RuntimeException.class}) {
      assertUncertified(() -> allocations().ofType(type).isEmpty(), VmMade.doubt(type.getName()));
      assertUncertified(
          () -> allocations().ofType(type.getName()).hasCountAtMost(2),
          VmMade.doubt(type.getName()));
      assertUncertified(
          () -> tracker.assertThatAction().hasNoLeaksOf(type), VmMade.doubt(type.getName()));
    }
    allocations().ofType(IllegalStateException.class).isEmpty();
    allocations().ofType(Object.class).hasCount(5);
  }

  @Test
  void typeThatTheJvmMakes_countsWhereCodeMadeIt() {
    FakeTracker thrown =
        new FakeTracker(
            new FakeSnapshot()
                .with(
                    FakeSnapshot.row(
                        1,
                        "java.lang.NullPointerException",
                        24,
                        FakeSnapshot.user(OrderBookSnapshots.BOOK, "fills", 57))));
    thrown.assertThatAction().allocations().ofType(NullPointerException.class).hasCount(1);
    assertThatThrownBy(
            () ->
                thrown
                    .assertThatAction()
                    .allocations()
                    .ofType(NullPointerException.class)
                    .isEmpty())
        .hasMessageStartingWith(
            "Expecting the action to make no allocations of java.lang.NullPointerException (but"
                + " those that the JVM makes by itself) but it made 1");
  }

  @Test
  void inherited_meansTheOneAbove() {
    FakeTracker inherited =
        new FakeTracker(
            new FakeSnapshot()
                .with(
                    FakeSnapshot.row(
                        1,
                        "java.util.ArrayList",
                        24,
                        FakeSnapshot.user(FakeClasses.OrderBook.class.getName(), "fills", 57))));
    inherited.assertThatAction().allocations().fromMethod("LimitBook.fills").hasCount(1);
    inherited.assertThatAction().allocations().causedBy("LimitBook.fills").hasCount(1);
    assertThat(inherited.verdicts).hasSize(2);
  }
}
