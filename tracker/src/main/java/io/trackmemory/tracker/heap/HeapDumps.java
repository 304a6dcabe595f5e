package io.trackmemory.tracker.heap;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.trackmemory.tracker.jvm.ForcedCollections;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Dumps of the live heap as the JVM writes them. Each collects the whole heap; 50 ms with 5 MB of
 * live objects. Any thread may call it.
 */
public final class HeapDumps {

  private HeapDumps() {}

  /**
   * Writes one whole, or leaves the file as it was.
   *
   * @param file whose name ends in {@code .hprof}
   */
  public static void write(Path file) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName());
    Files.deleteIfExists(temporary); // of a JVM that was killed
    try {
      dump(temporary);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes one to a file that is not there. */
  @SuppressWarnings("try") // the span is never referenced
  static void dump(Path file) throws IOException {
    HotSpotDiagnosticMXBean diagnostics =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (diagnostics == null) {
      throw new IOException("this JVM has no HotSpotDiagnosticMXBean");
    }
    try (ForcedCollections span = ForcedCollections.begin("Heap Dump Initiated GC")) {
      diagnostics.dumpHeap(file.toString(), true);
    }
  }
}
