package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.tracker.BufferMemory;
import io.trackmemory.tracker.JvmSnapshot;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.nio.ByteBuffer;

/** A program that looks at its JVM: for the first time within a scope, and around a buffer. */
final class JvmMain {

  private JvmMain() {}

  public static void main(String[] arguments) {
    MemoryTracker.measure(() -> {}); // what runs as the agent attaches is not counted
    look();
  }

  private static void look() {
    JvmSnapshot first;
    MemorySnapshot unread;
    MemorySnapshot read;
    try (MemoryScope scope = MemoryTracker.open()) {
      unread = scope.snapshot();
      first = MemoryTracker.jvm();
      read = scope.snapshot();
    }
    assertThatMemory(read).hasNoAllocations().hasNoLeaks();
    System.out.println("first use " + (read.firstUseCount() - unread.firstUseCount()));
    System.out.println("heap " + first.heap().maxBytes().orElseThrow());
    BufferMemory before = MemoryTracker.jvm().direct().orElseThrow();
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    BufferMemory after = MemoryTracker.jvm().direct().orElseThrow();
    System.out.println("buffers " + (after.count() - before.count()));
    System.out.println("bytes " + (after.bytes().orElseThrow() - before.bytes().orElseThrow()));
    System.out.println("capacity " + buffer.capacity());
  }
}
