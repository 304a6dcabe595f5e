package io.trackmemory.tracker.question;

/**
 * After which runs to look at what is left: after equal rounds of them, 8 to 16 in all, and the
 * remainder in the first.
 *
 * @param runs how many runs there are
 */
public record Rounds(int runs) {

  /** Fewer runs cannot be certified. */
  public static final int MIN_RUNS = 10;

  static final int MOST = 16;

  /** Number of runs in a round. */
  public int size() {
    return (runs + MOST - 1) / MOST;
  }

  /** Whether a round ends with that run, the first having the number 1. */
  public boolean endsWith(int run) {
    int first = size() + runs % size();
    return run >= first && (run - first) % size() == 0;
  }

  /** Why no verdict can be given, and what to do; empty if there are enough runs. */
  public static String tooFew(int runs) {
    return runs >= MIN_RUNS
        ? ""
        : "growth shows in "
            + MIN_RUNS
            + " runs or more, and there "
            + (runs == 1 ? "is 1" : "are " + runs);
  }
}
