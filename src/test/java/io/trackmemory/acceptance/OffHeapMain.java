package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.mib;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A program that checks its memory off the heap and prints how that ended. */
final class OffHeapMain {

  private static final List<Object> HELD = new ArrayList<>();

  private OffHeapMain() {}

  public static void main(String[] arguments) {
    print(
        "held",
        () ->
            assertThatMemory(() -> HELD.add(ByteBuffer.allocateDirect(1 << 20)))
                .hasNoDirectMemoryLeaks());
    print(
        "dropped",
        () -> assertThatMemory(() -> ByteBuffer.allocateDirect(1 << 20)).hasNoDirectMemoryLeaks());
    print(
        "limit",
        () ->
            assertThatMemory(() -> ByteBuffer.allocateDirect(1 << 20))
                .hasDirectMemoryAtMost(mib(1)));
  }

  private static void print(String what, Runnable check) {
    String seen = "passed";
    try {
      check.run();
    } catch (AssertionError e) {
      String message = String.valueOf(e.getMessage());
      seen = message.startsWith("Expecting") ? "leak" : message.lines().findFirst().orElse("");
    }
    System.out.println(what + ": " + seen);
  }
}
