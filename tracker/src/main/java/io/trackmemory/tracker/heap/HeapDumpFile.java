package io.trackmemory.tracker.heap;

import java.io.IOException;
import java.io.UncheckedIOException;
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
  static HeapDumpFile take(Path parent) throws IOException {
    Path made = StaleDumps.newFolder(parent);
    HeapDumpFile dump = new HeapDumpFile(made, StaleDumps.lock(made));
    StaleDumps.removeOnce(dump.folder);
    try {
      HeapDumps.dump(dump.path());
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
