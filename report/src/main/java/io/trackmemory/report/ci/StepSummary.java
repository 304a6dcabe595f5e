package io.trackmemory.report.ci;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The summary of a step of GitHub Actions: a Markdown file that this and other tools add to, of
 * which more than a mebibyte is refused as a whole. Any threads and JVMs may add to it at once;
 * each adds all of its text or none.
 */
final class StepSummary {

  /** Longest file, in bytes. */
  static final long MAX_BYTES = 1L << 20;

  private static final String MARK = "<!-- trackmemory -->\n";
  private static final String FULL =
      "<!-- trackmemory: full -->\nMore failures than there is room for: see the reports.\n";

  /* File locks exclude JVMs, not the threads of one: those wait here. */
  private static final Object THREADS = new Object();

  /* Far behind the text, which stays free for those that know nothing of locks. */
  private static final long LOCKED = Long.MAX_VALUE - 1;

  private final Path file;

  StepSummary(Path file) {
    this.file = file;
  }

  /**
   * Adds a text where there is room for it, else once that there is none.
   *
   * @return how many texts were there before
   */
  int add(String text) throws IOException {
    synchronized (THREADS) {
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock(LOCKED, 1, false)) {
        if (!lock.isValid()) {
          throw new IOException("the lock of " + file + " is gone");
        }
        String before = read(channel);
        append(channel.size(), before, text);
        return (before.length() - before.replace(MARK, "").length()) / MARK.length();
      }
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MAX_BYTES));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
      // The rest of it.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  /* The last thing done under the lock: closing any channel to a file may end it. */
  private void append(long size, String before, String text) throws IOException {
    byte[] whole = ("\n" + MARK + text).getBytes(StandardCharsets.UTF_8);
    byte[] full = ("\n" + FULL).getBytes(StandardCharsets.UTF_8);
    if (size + whole.length + full.length <= MAX_BYTES) {
      Files.write(file, whole, StandardOpenOption.APPEND);
    } else if (!before.contains(FULL) && size + full.length <= MAX_BYTES) {
      Files.write(file, full, StandardOpenOption.APPEND);
    }
  }
}
