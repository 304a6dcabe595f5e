package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.spi.ReferenceFate;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ReferenceAssert_isCollected_Test {

  private static final String SESSION = "com.acme.Session";

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.nothing());

  private ReferenceAssert assertThatReference() {
    return ReferenceAssert.of(new WeakReference<>(this), Context.throwing(tracker));
  }

  private static Leak holder(String signature, OptionalLong retained) {
    return new Leak(
        signature,
        "static field of com.acme.Registry",
        List.of(
            new ChainLink("com.acme.Registry", "static CURRENT", true),
            new ChainLink(SESSION, "", false)),
        OptionalInt.of(0),
        List.of(),
        retained);
  }

  @Test
  void passes_collected() {
    assertThatReference().isCollected();

    assertThat(tracker.pending).isEmpty();
    assertThat(tracker.verdicts).singleElement().extracting("check").isEqualTo("isCollected()");
  }

  @Test
  void unused_isPending() {
    assertThatReference();

    assertThat(tracker.pending)
        .singleElement()
        .asString()
        .startsWith("assertThatReference(...) in ")
        .endsWith(" never checked anything: end it with a check such as isCollected()");
  }

  @Test
  void fails_held() {
    tracker.fate(
        new ReferenceFate.Alive(
            SESSION,
            "",
            24,
            Optional.of(holder("com.acme.Registry.CURRENT", OptionalLong.of(1064))),
            ""));

    assertFails(
        () -> assertThatReference().isCollected(),
        "collected",
        "still reachable",
        """
        Expecting the object to be collected but com.acme.Session (24 B) is still reachable:
          held by com.acme.Registry.CURRENT (retains 1 KiB):
            from the root:
              static field of com.acme.Registry
              com.acme.Registry.static CURRENT   <- first reference in your code
              com.acme.Session
        To accept: leave isCollected() out""");
  }

  @Test
  void fails_inUse() {
    tracker.fate(
        new ReferenceFate.Alive(
            SESSION,
            "in use by running methods",
            24,
            Optional.of(holder("com.acme.Registry", OptionalLong.empty())),
            ""));

    assertFails(
        () -> assertThatReference().as("the session").isCollected(),
        "collected",
        "still reachable",
        """
        [the session] Expecting the object to be collected but com.acme.Session (24 B) is still reachable:
          in use by running methods (retained size n/a):
              com.acme.Registry.static CURRENT   <- first reference in your code
              com.acme.Session
        A variable of a method that runs still refers to it, perhaps of the test itself: make the object in a method of its own
        To accept: leave isCollected() out""");
  }

  @Test
  void fails_withoutChain() {
    tracker.fate(
        new ReferenceFate.Alive(SESSION, "", 0, Optional.empty(), "the heap dump is too large"));

    assertFails(
        () -> assertThatReference().isCollected(),
        "collected",
        "still reachable",
        """
        Expecting the object to be collected but com.acme.Session is still reachable
        What holds it cannot be told: the heap dump is too large
        To accept: leave isCollected() out""");
  }

  @Test
  void uncertified_noCollection() {
    tracker.fate(new ReferenceFate.Uncertified("no collection can be forced"));

    assertFails(
        () -> assertThatReference().isCollected(),
        "collected",
        "n/a",
        "Cannot certify isCollected() of the object: no collection can be forced");
    tracker.aborting();
    assertThatThrownBy(() -> assertThatReference().isCollected())
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // what a user may do all the same
  void nullReference_isRefused() {
    assertThatThrownBy(() -> MemoryAssertions.assertThatReference(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reference must not be null");
  }
}
