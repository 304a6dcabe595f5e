package io.trackmemory.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the call stacks of a test in forms that other tools open: of what the decisive check saw,
 * or else the whole test, with each row's exact count and bytes. Any thread may call it.
 */
public final class StackFormats {

  private StackFormats() {}

  /**
   * Writes a file.
   *
   * @param json the JSON of a test's report
   * @param format the form
   * @param file is written whole, or left as it was
   * @throws IllegalArgumentException if {@code json} is no report of a test, or has no stacks
   * @throws IOException if a file cannot be read or written
   */
  public static void write(Path json, StackFormat format, Path file) throws IOException {
    String text;
    try {
      text = format.text(StackProfile.read(Files.readString(json)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          json + " is no report of a test that can be told so: " + e.getMessage(), e);
    }
    AtomicFile.write(file, text);
  }
}
