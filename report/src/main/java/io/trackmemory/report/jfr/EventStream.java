package io.trackmemory.report.jfr;

import io.trackmemory.report.base.Conditions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The events of one process: a file of its own, which no other one writes, made with the first test
 * and grown by a chunk for each. Any thread may call it; one writes at a time.
 */
public final class EventStream {

  /** Name of the folder of these files, in a report's folder. */
  static final String FOLDER = "events";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path file;
  private final Set<Long> begins = new HashSet<>();
  private long nextKey = 1;

  /** A stream in the report's folder {@code folder}. */
  public EventStream(Path folder) {
    String name =
        TIME.format(Instant.now())
            + "-"
            + ProcessHandle.current().pid()
            + "-"
            + Integer.toHexString(ThreadLocalRandom.current().nextInt() | 0x8000_0000);
    this.file = folder.resolve(FOLDER).resolve(name + ".jfr");
  }

  /**
   * Adds the chunk of a test.
   *
   * @throws IOException if it cannot be written whole; the file then has nothing of it
   */
  public synchronized void append(MeasuredTest test, Conditions conditions) throws IOException {
    JfrConstants constants = new JfrConstants(nextKey);
    byte[] chunk = TestEvents.chunk(test, conditions, constants);
    JfrChunk.beginAlone(chunk, begins);
    Files.createDirectories(file.getParent());
    // Opened for each test: no build has to delete a file that is open. Not a channel: a test may
    // leave its thread interrupted, and a channel would be closed for that.
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      append(open, chunk);
    }
    nextKey = constants.nextKey();
  }

  /** Adds {@code chunk} at the end of {@code open}, or nothing. */
  static void append(RandomAccessFile open, byte[] chunk) throws IOException {
    long end = open.length();
    try {
      open.seek(end);
      open.write(chunk);
    } catch (IOException e) {
      // A full disk: without this, what comes after the part would not be found.
      open.setLength(end);
      throw e;
    }
  }
}
