package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatReference;
import static io.trackmemory.dsl.MemoryAssertions.assertThatRetained;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import io.trackmemory.acceptance.code.Registry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** References and structures in a program without JUnit and without an agent. */
public final class StructuresMain {

  private StructuresMain() {}

  /** Prints the first lines of what fails, or that it passes. */
  public static void main(String[] args) {
    List<Integer> list = new ArrayList<>(16);
    for (int i = 0; i < 10; i++) {
      list.add(10_000 + i);
    }
    print("retained", () -> assertThatRetained(list).hasBytesAtMost(bytes(list.size())));
    WeakReference<Object> free = new WeakReference<>(new Object());
    print("free", () -> assertThatReference(free).isCollected());
    WeakReference<Object> held = new WeakReference<>(Registry.open(100));
    print("held", () -> assertThatReference(held).isCollected());
  }

  private static void print(String what, Runnable check) {
    try {
      check.run();
      System.out.println(what + ": passed");
    } catch (AssertionError failure) {
      String[] lines = String.valueOf(failure.getMessage()).split("\n", -1);
      System.out.println(what + ": " + lines[0]);
      if (lines.length > 1) {
        System.out.println(what + ": " + lines[1].strip());
      }
    }
  }
}
