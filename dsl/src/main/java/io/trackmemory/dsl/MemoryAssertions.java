package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.OwnWork;
import java.lang.ref.WeakReference;

/**
 * Where assertions on memory begin; made for static import, with or without JUnit.
 *
 * <pre><code class='java'>
 * assertThatMemory(() -&gt; book.match(order)).afterWarmup(1_000).hasNoAllocations();
 * assertThatMemory(scope).since("opened").hasAllocatedBytesAtMost(kib(64));</code></pre>
 */
@CheckReturnValue
@SuppressWarnings("try") // a span of own work is never referenced
public final class MemoryAssertions {

  private MemoryAssertions() {}

  /**
   * Asserts on what {@code action} does to memory. It runs at the first check, once, in this
   * thread; what it throws passes through unchanged. An array creation is no statement in Java, so
   * that {@code () -> new int[10]} does not compile: write {@code () -> { buffer = new int[10]; }},
   * or call a method that makes the array.
   *
   * @throws IllegalArgumentException if {@code action} is null
   */
  public static MemoryAssert assertThatMemory(ThrowingRunnable action) {
    try (OwnWork own = OwnWork.begin()) {
      return MemoryAssert.of(action, Context.throwing(AgentAccess.INSTANCE));
    }
  }

  /**
   * Asserts on a measurement made before.
   *
   * @throws IllegalArgumentException if {@code snapshot} is null
   */
  public static MemoryAssert assertThatMemory(MemorySnapshot snapshot) {
    try (OwnWork own = OwnWork.begin()) {
      return MemoryAssert.of(snapshot, Context.throwing(AgentAccess.INSTANCE));
    }
  }

  /**
   * Asserts on what a scope saw until the first check; what it sees later is not looked at.
   *
   * @throws IllegalArgumentException if {@code scope} is null
   */
  public static MemoryAssert assertThatMemory(MemoryScope scope) {
    try (OwnWork own = OwnWork.begin()) {
      return MemoryAssert.of(scope, Context.throwing(AgentAccess.INSTANCE));
    }
  }

  /**
   * Asserts on how the memory that {@code action} takes grows with its size. It runs at the first
   * check, in this thread, at each size and once before at the smallest; what it throws passes
   * through unchanged.
   *
   * @param sizes two or more, positive and ascending; five or more over a factor of 16 for a
   *     verdict
   * @throws IllegalArgumentException if an argument is null, or {@code sizes} are others
   */
  public static SizesAssert assertThatMemoryOver(int[] sizes, SizedAction action) {
    try (OwnWork own = OwnWork.begin()) {
      return SizesAssert.of(sizes, action, Context.throwing(AgentAccess.INSTANCE));
    }
  }

  /**
   * Asserts on one object that must be gone. Needs no agent.
   *
   * @throws IllegalArgumentException if {@code reference} is null
   */
  public static ReferenceAssert assertThatReference(WeakReference<?> reference) {
    try (OwnWork own = OwnWork.begin()) {
      return ReferenceAssert.of(reference, Context.throwing(AgentAccess.INSTANCE));
    }
  }

  /**
   * Asserts on what a structure keeps alive: the roots, and every object that is reachable through
   * them only.
   *
   * @throws IllegalArgumentException if there is no root, or one is null
   */
  public static RetainedAssert assertThatRetained(Object... roots) {
    try (OwnWork own = OwnWork.begin()) {
      return RetainedAssert.of(roots, Context.throwing(AgentAccess.INSTANCE));
    }
  }

  /**
   * A size of {@code number} bytes.
   *
   * @throws IllegalArgumentException if {@code number} is negative
   */
  public static ByteSize bytes(long number) {
    try (OwnWork own = OwnWork.begin()) {
      return ByteSize.ofBytes(number);
    }
  }

  /**
   * A size of {@code number} times 1,024 bytes.
   *
   * @throws IllegalArgumentException if {@code number} is negative or too large
   */
  public static ByteSize kib(long number) {
    try (OwnWork own = OwnWork.begin()) {
      return ByteSize.ofKibibytes(number);
    }
  }

  /**
   * A size of {@code number} times 1,048,576 bytes.
   *
   * @throws IllegalArgumentException if {@code number} is negative or too large
   */
  public static ByteSize mib(long number) {
    try (OwnWork own = OwnWork.begin()) {
      return ByteSize.ofMebibytes(number);
    }
  }

  /**
   * A size of {@code number} times 1,073,741,824 bytes.
   *
   * @throws IllegalArgumentException if {@code number} is negative or too large
   */
  public static ByteSize gib(long number) {
    try (OwnWork own = OwnWork.begin()) {
      return ByteSize.ofGibibytes(number);
    }
  }
}
