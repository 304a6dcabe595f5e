package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.assertThatRetained;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.spi.RetainedObjects;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetainedAssert_Test {

  private final FakeTracker tracker =
      new FakeTracker(OrderBookSnapshots.nothing())
          .retaining(
              new RetainedObjects(
                  List.of(
                      new TypeStatistics("java.lang.Integer", 10, 160),
                      new TypeStatistics("java.lang.Object[]", 1, 56),
                      new TypeStatistics("java.util.ArrayList", 1, 24)),
                  ""));

  private RetainedAssert assertThatList() {
    return RetainedAssert.of(new Object[] {new ArrayList<>()}, Context.throwing(tracker));
  }

  @Test
  void passes_atTheLimit() {
    assertThatList()
        .hasBytesAtMost(bytes(240))
        .hasObjectCountAtMost(12)
        .ofType(Number.class)
        .hasBytesAtMost(bytes(160))
        .ofType("java.lang.Integer")
        .hasObjectCountAtMost(10);

    assertThat(tracker.measurements).containsExactly("retained by 1 without 0");
    assertThat(tracker.pending).isEmpty();
  }

  @Test
  void excluding_isAskedAnew() {
    assertThatList()
        .hasObjectCountAtMost(12)
        .excluding("a", "b")
        .excluding("c")
        .hasObjectCountAtMost(12);

    assertThat(tracker.measurements)
        .containsExactly("retained by 1 without 0", "retained by 1 without 3");
  }

  @Test
  void hasBytesAtMost_fails() {
    assertFails(
        () -> assertThatList().hasBytesAtMost(bytes(239)),
        239L,
        240L,
        """
        Expecting java.util.ArrayList to keep alive at most 239 B but it keeps 240 B in 12 objects:
          10 x java.lang.Integer      160 B
           1 x java.lang.Object[]      56 B
           1 x java.util.ArrayList     24 B
        To accept: hasBytesAtMost(bytes(240))""");
  }

  @Test
  void hasObjectCountAtMost_fails() {
    assertFails(
        () ->
            RetainedAssert.of(new Object[] {"a", "b"}, Context.throwing(tracker))
                .ofType(Number.class)
                .excluding("c")
                .hasObjectCountAtMost(9),
        9L,
        10L,
        """
        Expecting 2 objects to keep alive at most 9 objects of java.lang.Number but they keep 10 (160 B):
          10 x java.lang.Integer    160 B
        To accept: excluding(...).ofType(Number.class).hasObjectCountAtMost(10)""");
  }

  @Test
  void ofType_notLoaded() {
    assertFails(
        () -> assertThatList().ofType("com.acme.Nothing").hasObjectCountAtMost(0),
        0L,
        "n/a",
        "Cannot certify ofType(\"com.acme.Nothing\").hasObjectCountAtMost(0) of"
            + " java.util.ArrayList: no class com.acme.Nothing is loaded, so nothing can be said"
            + " about it; check how the name is written, or make sure that the code under test has"
            + " run");
  }

  @Test
  void uncertified_notFound() {
    tracker.retaining(RetainedObjects.uncertified("the heap is too large"));

    assertFails(
        () -> assertThatList().hasBytesAtMost(bytes(1)),
        1L,
        "n/a",
        "Cannot certify hasBytesAtMost(bytes(1)) of java.util.ArrayList: the heap is too large");
  }

  @Test
  void withoutAgent_worksButForTypes() {
    tracker.unavailable("no agent");

    assertThatList().hasBytesAtMost(bytes(240));
    assertFails(
        () -> assertThatList().ofType(Integer.class).hasBytesAtMost(bytes(240)),
        240L,
        "n/a",
        "Cannot certify ofType(Integer.class).hasBytesAtMost(bytes(240)) of java.util.ArrayList:"
            + " no agent");
  }

  @Test
  @SuppressWarnings("NullAway") // what a user may do all the same
  void arguments_areChecked() {
    assertThatThrownBy(() -> assertThatRetained())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("roots must not be empty");
    assertThatThrownBy(() -> assertThatRetained("a", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("roots must not contain null");
    assertThatThrownBy(() -> assertThatRetained((Object[]) null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("roots must not be null");
    assertThatThrownBy(() -> assertThatList().excluding((Object) null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("objects must not contain null");
    assertThatThrownBy(() -> assertThatList().hasObjectCountAtMost(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count must not be negative: -1");
    assertThatThrownBy(() -> assertThatList().ofType(int.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("type must be one that objects have: int");
  }
}
