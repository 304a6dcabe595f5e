package io.trackmemory.tracker.heap;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.trackmemory.tracker.jvm.ForcedCollections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A dump of the live heap in a folder of its own, deleted with it when closed. Taking it collects
 * the whole heap; 50 ms with 5 MB of live objects. What JVMs left that were killed meanwhile goes
 * when the next JVM takes its first, see {@link StaleDumps}.
 */
final class HeapDumpFile implements AutoCloseable {

  private final Path folder;
  /* Holds a lock while this JVM lives; the system lets go of it, however that ends. */
  private final FileChannel alive;

  private HeapDumpFile(Path folder, FileChannel alive) {
    this.folder = folder;
    this.alive = alive;
  }

  /** Takes a dump into a fresh folder inside {@code parent}. */
  @SuppressWarnings("try") // the span is never referenced
  static HeapDumpFile take(Path parent) throws IOException {
    HotSpotDiagnosticMXBean diagnostics =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (diagnostics == null) {
      throw new IOException("this JVM has no HotSpotDiagnosticMXBean");
    }
    Path made = StaleDumps.newFolder(parent);
    HeapDumpFile dump = new HeapDumpFile(made, StaleDumps.lock(made));
    StaleDumps.removeOnce(dump.folder);
    try (ForcedCollections span = ForcedCollections.begin()) {
      diagnostics.dumpHeap(dump.path().toString(), true);
      return dump;
    } catch (IOException | RuntimeException | Error e) {
      dump.close();
      throw e;
    }
  }

  Path path() {
    return folder.resolve(StaleDumps.DUMP);
  }

  long bytes() throws IOException {
    return Files.size(path());
  }

  /** Deletes the dump and its folder; what cannot be deleted now, at exit. */
  @Override
  public void close() {
    try {
      alive.close();
    } catch (IOException e) {
      // It is deleted all the same.
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(HeapDumpFile::delete);
    } catch (IOException | UncheckedIOException e) {
      folder.toFile().deleteOnExit();
    }
    StaleDumps.gone(folder);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
