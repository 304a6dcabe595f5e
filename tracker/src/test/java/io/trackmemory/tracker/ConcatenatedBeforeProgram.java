package io.trackmemory.tracker;

/** Concatenates strings before the tracker is there, and at another place after. */
final class ConcatenatedBeforeProgram {

  private static String sink = "";

  private ConcatenatedBeforeProgram() {}

  /** In another class, so that the place is linked after the tracker has attached. */
  private static final class Later {
    static void run() {
      for (int i = 1_000; i < 1_003; i++) {
        sink = sink.substring(0, 5) + i;
      }
    }
  }

  public static void main(String[] arguments) {
    if (arguments.length > 0) {
      MemoryTracker.measure(() -> {});
    }
    String before = "before";
    for (int i = 0; i < 3; i++) {
      before = before + i;
    }
    sink = before;
    MemorySnapshot seen = MemoryTracker.measure(Later::run);
    System.out.println(seen.allocationCount() + " " + seen.allocatedBytes());
  }
}
