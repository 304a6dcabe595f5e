package io.trackmemory.acceptance;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures each of some actions once they have run, those on vectors at once, and again after
 * thousands of runs; prints what was seen each time. The actions are compiled by the test, as they
 * need a module that the build does not.
 */
final class ReplacedMethodsMain {

  private static final int RUNS = 30_000;

  private ReplacedMethodsMain() {}

  @SuppressWarnings("unchecked") // what the compiled class gives
  public static void main(String[] arguments) throws Exception {
    MemoryTracker.measure(() -> {});
    URL folder = Path.of(System.getProperty("replaced.methods")).toUri().toURL();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder})) {
      Map<String, Runnable> actions =
          (Map<String, Runnable>)
              loader.loadClass("ReplacedMethods").getDeclaredMethod("actions").invoke(null);
      actions.forEach((name, action) -> System.out.println(name + ": " + seen(name, action)));
    }
  }

  private static String seen(String name, Runnable action) {
    List<String> all = new ArrayList<>();
    if (!name.startsWith("vector")) {
      action.run();
    }
    for (int i = 0; i < 4; i++) {
      MemorySnapshot snapshot = MemoryTracker.measure(action::run);
      all.add(snapshot.allocationCount() + " objects, " + snapshot.allocatedBytes() + " B");
      for (int run = 0; run < RUNS; run++) {
        action.run();
      }
    }
    return String.join("; ", all);
  }
}
