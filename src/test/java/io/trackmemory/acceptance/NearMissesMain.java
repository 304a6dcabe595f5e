package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.acceptance.code.NearMissesOfCode;
import io.trackmemory.acceptance.code.NearMissesOfReferences;
import io.trackmemory.acceptance.code.NearMissesOfTexts;
import io.trackmemory.acceptance.code.NearMissesOfThreads;
import io.trackmemory.acceptance.code.Pair;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Runs near misses cold, each before the real leak of its kind, and prints what was said. */
final class NearMissesMain {

  private NearMissesMain() {}

  /**
   * Runs all of them.
   *
   * @param arguments {@code backwards} to run the last one first
   */
  public static void main(String[] arguments) throws Throwable {
    List<Pair> pairs = new ArrayList<>(NearMissesOfReferences.all());
    pairs.addAll(NearMissesOfThreads.all());
    pairs.addAll(NearMissesOfTexts.all());
    pairs.addAll(NearMissesOfCode.all());
    if (List.of(arguments).contains("backwards")) {
      Collections.reverse(pairs);
    }
    for (Pair pair : pairs) {
      System.out.println(pair.name() + "|" + saidOf(pair.nearMiss()) + "|" + found(pair));
      pair.undo().run();
    }
    System.out.flush();
    Runtime.getRuntime().halt(0); // what was leaked may keep the JVM alive
  }

  private static String found(Pair pair) {
    String said = saidOf(pair.leak());
    boolean named =
        Stream.of(said.split(" / ", -1))
            .anyMatch(line -> line.startsWith("  held by ") && line.contains(pair.holder()));
    return named ? "found" : "missed " + pair.holder() + ": " + said;
  }

  private static String saidOf(ThrowingRunnable action) {
    try {
      assertThatMemory(action).hasNoLeaks();
      return "passed";
    } catch (AssertionError e) {
      return String.valueOf(e.getMessage()).replace("\n", " / ").replace('|', ' ');
    }
  }
}
