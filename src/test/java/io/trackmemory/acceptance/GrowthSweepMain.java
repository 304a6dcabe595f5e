package io.trackmemory.acceptance;

import io.trackmemory.acceptance.code.GrowthCase;
import io.trackmemory.acceptance.code.WarmUps;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks growth of code that keeps nothing while the JVM warms up, alone and beside a real leak, as
 * the first thing that a JVM does, and prints what was said.
 */
final class GrowthSweepMain {

  private static final List<byte[]> LEAK = new ArrayList<>();

  private GrowthSweepMain() {}

  /**
   * Prints a line for each check: the case, whether beside the leak, what must be said, what was.
   *
   * @param arguments the number of runs, the number of the first case, how many cases, and {@code
   *     alone}, {@code beside} a leak, or both, in this order
   */
  public static void main(String[] arguments) {
    int runs = Integer.parseInt(arguments[0]);
    int first = Integer.parseInt(arguments[1]);
    int number = Integer.parseInt(arguments[2]);
    List<GrowthCase> cases = WarmUps.all();
    for (int i = 0; i < number; i++) {
      GrowthCase each = cases.get((first + i) % cases.size());
      for (int way = 3; way < arguments.length; way++) {
        if (arguments[way].equals("alone")) {
          alone(runs, each);
        } else {
          beside(runs, each);
        }
      }
    }
    System.out.flush();
    Runtime.getRuntime().halt(0); // threads that the cases started do not matter
  }

  private static void alone(int runs, GrowthCase each) {
    print(each.name(), GrowthVerdict.PASSED, GrowthVerdict.of(runs, each.action()));
  }

  private static void beside(int runs, GrowthCase each) {
    ThrowingRunnable both =
        () -> {
          each.action().run();
          LEAK.add(new byte[64]);
        };
    String must = "grows: " + GrowthSweepMain.class.getName() + ".LEAK";
    print(each.name() + " beside a leak", must, GrowthVerdict.of(runs, both));
  }

  private static void print(String name, String must, String verdict) {
    System.out.println(name + "|" + must + "|" + verdict);
  }
}
