package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.acceptance.code.NearMissesOfCode;
import io.trackmemory.acceptance.code.NearMissesOfReferences;
import io.trackmemory.acceptance.code.NearMissesOfRegistries;
import io.trackmemory.acceptance.code.NearMissesOfTexts;
import io.trackmemory.acceptance.code.NearMissesOfThreads;
import io.trackmemory.acceptance.code.Pair;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;

/** Runs near misses cold, each with the real leak of its kind, and prints what was said. */
final class NearMissesMain {

  private static final String HELD = "  held by ";

  private NearMissesMain() {}

  /**
   * Runs all of them.
   *
   * @param arguments {@code apart} for those whose real leak has the same holder, each of the two
   *     on its own; {@code together} for the others, both in one measurement
   */
  public static void main(String[] arguments) throws Throwable {
    if (arguments[0].equals("apart")) {
      List<Pair> pairs = new ArrayList<>(NearMissesOfReferences.all());
      pairs.addAll(NearMissesOfThreads.all());
      pairs.addAll(NearMissesOfRegistries.all());
      for (Pair pair : pairs) {
        List<String> near = findings(pair.nearMiss());
        List<String> both = new ArrayList<>(near);
        both.addAll(findings(pair.leak()));
        print(pair, both);
      }
    } else {
      List<Pair> pairs = new ArrayList<>(NearMissesOfTexts.all());
      pairs.addAll(NearMissesOfCode.all());
      for (Pair pair : pairs) {
        print(
            pair,
            findings(
                () -> {
                  pair.nearMiss().run();
                  pair.leak().run();
                }));
      }
    }
    System.out.flush();
    Runtime.getRuntime().halt(0); // what was leaked may keep the JVM alive
  }

  private static void print(Pair pair, List<String> findings) throws Throwable {
    boolean one = findings.size() == 1 && findings.get(0).contains(pair.holder());
    System.out.println(
        pair.name() + "|" + (one ? "only the leak" : pair.holder() + " " + findings));
    pair.undo().run();
  }

  /** What holds leaks, as the message tells; the whole message where it tells none. */
  private static List<String> findings(ThrowingRunnable action) {
    try {
      assertThatMemory(action).hasNoLeaks();
      return List.of();
    } catch (AssertionError e) {
      String message = String.valueOf(e.getMessage());
      List<String> held =
          message
              .lines()
              .filter(line -> line.startsWith(HELD))
              .map(line -> line.substring(HELD.length()))
              .toList();
      return held.isEmpty() ? List.of(message.replace('\n', ' ')) : held;
    }
  }
}
