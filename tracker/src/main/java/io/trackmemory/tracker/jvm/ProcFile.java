package io.trackmemory.tracker.jvm;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Text of a file below {@code /proc}. */
final class ProcFile {

  private static final int MAX_BYTES = 8192;

  private ProcFile() {}

  /**
   * The text, 8 KiB of it at most (these files have less than 2); empty text if there is no such
   * file, or it cannot be read.
   *
   * <p>A stream, because a channel (and so {@code Files}) would take a direct buffer, which is one
   * of the figures.
   */
  static String read(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      byte[] bytes = new byte[MAX_BYTES];
      int length = in.readNBytes(bytes, 0, MAX_BYTES);
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    } catch (IOException | SecurityException e) {
      return ""; // not Linux, or a container that hides it: its figures are n/a
    }
  }
}
