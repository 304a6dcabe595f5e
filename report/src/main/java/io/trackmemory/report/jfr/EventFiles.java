package io.trackmemory.report.jfr;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds events files, and puts what can be read of them into one recording. Confined to one thread.
 */
final class EventFiles {

  private final OutputStream out;
  private final List<Source> sources = new ArrayList<>();
  private final Set<Long> begins = new HashSet<>();

  /**
   * A file that was read.
   *
   * @param file the file
   * @param found what was found in it
   * @param problem why nothing of it could be read, empty where it could
   */
  record Source(Path file, ChunkReader.Found found, Optional<String> problem) {}

  private EventFiles(OutputStream out) {
    this.out = out;
  }

  /** {@code path} itself if it is no folder, else all files {@code *.jfr} in it, by name. */
  static List<Path> in(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> file.toString().endsWith(".jfr"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /**
   * Writes all chunks that can be read to {@code out}: nothing if there is none.
   *
   * @throws UncheckedIOException if {@code out} cannot be written
   */
  static List<Source> collect(List<Path> files, OutputStream out) {
    EventFiles collected = new EventFiles(out);
    files.forEach(collected::add);
    return collected.sources;
  }

  private void add(Path file) {
    boolean[] first = {!sources.isEmpty()};
    try {
      ChunkReader.Found found =
          ChunkReader.read(
              file,
              chunk -> {
                requireOurs(chunk);
                write(chunk, first[0]);
                first[0] = false;
              });
      sources.add(new Source(file, found, Optional.empty()));
    } catch (NoSuchFileException e) {
      sources.add(unread(file, "no such file"));
    } catch (IOException e) {
      sources.add(unread(file, String.valueOf(e.getMessage())));
    }
  }

  private static Source unread(Path file, String problem) {
    return new Source(file, new ChunkReader.Found(0, 0, 0, false), Optional.of(problem));
  }

  private void write(byte[] chunk, boolean firstOfFile) {
    try {
      if (firstOfFile) {
        byte[] between = JfrChunk.between(JfrChunk.startOf(chunk));
        JfrChunk.beginAlone(between, begins);
        out.write(between);
      }
      JfrChunk.beginAlone(chunk, begins);
      out.write(chunk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Readers tell the types of all chunks of a file by number: they must be the same. */
  private static void requireOurs(byte[] chunk) throws IOException {
    if (!JfrMetadata.isIn(chunk)) {
      throw new IOException("not a recording of this version of TrackMemory");
    }
  }
}
