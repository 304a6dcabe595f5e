package io.trackmemory.held;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints which verdicts can be given, of an action of a user that leaves an object behind. */
public final class UnknownJdkProgram {

  static final List<Object> KEPT = new ArrayList<>();

  private UnknownJdkProgram() {}

  public static void main(String[] arguments) {
    MemorySnapshot seen = MemoryTracker.measure(() -> KEPT.add(new Object()));
    print("counts", seen.uncertified());
    print("leaks", seen.leakResult().uncertified());
    print("off the heap", seen.directUncertified());
    print("leaks off the heap", seen.directLeakResult().uncertified());
  }

  private static void print(String what, Optional<String> doubt) {
    System.out.println(what + ": " + doubt.orElse("certified"));
  }
}
