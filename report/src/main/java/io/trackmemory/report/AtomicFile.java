package io.trackmemory.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes whole files: a reader sees the old text or the new one, never a part. Any threads and JVMs
 * may write the same file; the last one wins.
 */
final class AtomicFile {

  /** What a file is to hold. */
  interface Content {

    /** Writes all of it; the stream is closed by the caller. */
    void to(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Replaces the text of {@code file}, whose folder must exist.
   *
   * @throws IOException if it cannot be written; {@code file} is then as it was before
   */
  static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same for content that need not be in memory at once. */
  static void write(Path file, Content content) throws IOException {
    // Not createTempFile: its files can be read by their owner only, and so could the report.
    String name = "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    Path temporary = file.resolveSibling(name);
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        content.to(out);
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
