package io.trackmemory.benchmarks;

import io.trackmemory.tracker.spi.Tracking;
import java.io.IOException;
import java.util.Optional;

/** Asks whether the tracker is available, or nothing; prints a line, and waits to be measured. */
final class StartUpProgram {

  private StartUpProgram() {}

  /** Arguments: whether to ask. */
  public static void main(String[] arguments) throws IOException {
    if (Boolean.parseBoolean(arguments[0])) {
      Optional<String> cause = Tracking.DOOR.unavailable();
      if (cause.isPresent()) {
        throw new IllegalStateException(cause.get());
      }
    }
    System.out.println("ready");
    System.in.read();
  }
}
