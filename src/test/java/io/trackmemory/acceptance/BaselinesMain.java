package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.acceptance.code.Ledgers;

/** A program without JUnit that checks baselines, and prints what came of each. */
public final class BaselinesMain {

  private BaselinesMain() {}

  /** Takes a name and a size for each check. */
  public static void main(String[] args) {
    Ledgers.fill(1);
    for (int i = 0; i < args.length; i += 2) {
      int lines = Integer.parseInt(args[i + 1]);
      try {
        assertThatMemory(() -> Ledgers.fill(lines)).matchesBaseline(args[i]);
        System.out.println(args[i] + ": passed");
      } catch (AssertionError e) {
        System.out.println(args[i] + ": " + e.getMessage());
      }
    }
  }
}
