package io.trackmemory.dsl;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractSoftAssertions;
import org.opentest4j.TestAbortedException;

/**
 * Assertions on memory of which each is judged, whatever became of the ones before; {@link
 * #assertAll()} reports all that failed. Used by one thread.
 *
 * <p>Other assertions join them by {@code check}:
 *
 * <pre><code class='java'>
 * SoftMemoryAssertions softly = new SoftMemoryAssertions();
 * softly.assertThatMemory(() -&gt; book.match(order)).hasNoAllocations().hasNoLeaks();
 * softly.check(() -&gt; assertThat(book.size()).isEqualTo(3));
 * softly.assertAll();</code></pre>
 *
 * <p>Where {@code trackmemory.uncertified} is {@code abort}, a check that cannot be certified
 * aborts the test in {@code assertAll}, unless another failed.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class SoftMemoryAssertions extends AbstractSoftAssertions {

  private final Context context;
  private final List<TestAbortedException> aborts = new ArrayList<>();

  /** Begins with nothing collected. */
  public SoftMemoryAssertions() {
    this(AgentAccess.INSTANCE);
  }

  SoftMemoryAssertions(TrackerAccess tracker) {
    this.context = new Context(tracker, this::collect);
  }

  /**
   * Asserts on what {@code action} does to memory.
   *
   * @see MemoryAssertions#assertThatMemory(io.trackmemory.tracker.ThrowingRunnable)
   */
  public MemoryAssert assertThatMemory(io.trackmemory.tracker.ThrowingRunnable action) {
    try (OwnWork own = OwnWork.begin()) {
      return MemoryAssert.of(action, context);
    }
  }

  /**
   * Asserts on a measurement made before.
   *
   * @see MemoryAssertions#assertThatMemory(MemorySnapshot)
   */
  public MemoryAssert assertThatMemory(MemorySnapshot snapshot) {
    try (OwnWork own = OwnWork.begin()) {
      return MemoryAssert.of(snapshot, context);
    }
  }

  /**
   * Asserts on what a scope saw until the first check.
   *
   * @see MemoryAssertions#assertThatMemory(MemoryScope)
   */
  public MemoryAssert assertThatMemory(MemoryScope scope) {
    try (OwnWork own = OwnWork.begin()) {
      return MemoryAssert.of(scope, context);
    }
  }

  /**
   * Asserts on how the memory that {@code action} takes grows with its size.
   *
   * @see MemoryAssertions#assertThatMemoryOver
   */
  public SizesAssert assertThatMemoryOver(int[] sizes, SizedAction action) {
    try (OwnWork own = OwnWork.begin()) {
      return SizesAssert.of(sizes, action, context);
    }
  }

  /** Runs assertions of any kind, up to the first that fails, and keeps its failure. */
  @Override
  public void check(ThrowingRunnable assertions) {
    try {
      super.check(assertions);
    } catch (TestAbortedException e) {
      collect(e);
    }
  }

  private void collect(Throwable failure) {
    if (failure instanceof AssertionError error) {
      collectAssertionError(error);
    } else if (failure instanceof TestAbortedException abort) {
      aborts.add(abort);
    }
  }

  /**
   * Fails with all failures collected.
   *
   * @throws AssertionError if there are any
   * @throws TestAbortedException if there are none, but a check could not be certified and {@code
   *     trackmemory.uncertified} is {@code abort}
   */
  @Override
  public void assertAll() {
    try (OwnWork own = OwnWork.begin()) {
      try {
        super.assertAll();
      } catch (AssertionError failure) {
        throw Traces.filtered(failure);
      }
      if (!aborts.isEmpty()) {
        throw aborts.get(0);
      }
    }
  }
}
