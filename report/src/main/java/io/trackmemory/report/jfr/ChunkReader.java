package io.trackmemory.report.jfr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Takes from a Flight Recorder file what can be read of it, chunk by chunk: whole ones as they are,
 * and of one that was cut off, if its types and constants are there, the events before the cut.
 * What comes after a cut is given up. Confined to one thread.
 */
final class ChunkReader {

  private static final byte[] MAGIC = {'F', 'L', 'R', 0};

  /** Takes the chunks in order. */
  interface Sink {

    /**
     * A chunk, whole or cut after its last whole event and then whole again.
     *
     * @throws IOException if it cannot be taken
     */
    void chunk(byte[] chunk) throws IOException;
  }

  /**
   * What was found.
   *
   * @param chunks chunks taken
   * @param tornAt where the file stops being readable, in bytes from its begin; its size if nowhere
   * @param size size of the file in bytes
   * @param cut whether the last chunk taken was cut off
   */
  record Found(int chunks, long tornAt, long size, boolean cut) {

    /** Bytes given up. */
    long droppedBytes() {
      return size - tornAt;
    }

    /** Whether all of the file was taken. */
    boolean isWhole() {
      return tornAt == size && !cut;
    }
  }

  private ChunkReader() {}

  /**
   * Reads {@code file}.
   *
   * @throws IOException if it cannot be read, or {@code sink} fails
   */
  static Found read(Path file, Sink sink) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long at = 0;
      int chunks = 0;
      while (at < size) {
        byte[] bytes = bytesOf(channel, at, size);
        int end = endOfEvents(bytes);
        boolean whole = end > 0 && end == sizeOf(bytes);
        if (!whole && !canBeReadWithout(bytes, end)) {
          return new Found(chunks, at, size, false);
        }
        sink.chunk(whole ? bytes : cut(bytes, end));
        chunks++;
        at += end;
        if (!whole) {
          return new Found(chunks, at, size, true);
        }
      }
      return new Found(chunks, size, size, false);
    }
  }

  /** The bytes of the chunk at {@code at}, fewer where the file ends before it. */
  private static byte[] bytesOf(FileChannel channel, long at, long size) throws IOException {
    byte[] header = read(channel, at, (int) Math.min(JfrChunk.HEADER_BYTES, size - at));
    long length = Math.min(sizeOf(header), size - at);
    return length <= header.length || length > Integer.MAX_VALUE - 8
        ? header
        : read(channel, at, (int) length);
  }

  private static byte[] read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        return Arrays.copyOf(bytes.array(), bytes.position());
      }
    }
    return bytes.array();
  }

  /** Size that the header gives, 0 where it is none. */
  private static long sizeOf(byte[] chunk) {
    if (chunk.length < JfrChunk.HEADER_BYTES
        || !Arrays.equals(MAGIC, 0, MAGIC.length, chunk, 0, MAGIC.length)) {
      return 0;
    }
    return ByteBuffer.wrap(chunk).getLong(JfrChunk.SIZE_OFFSET);
  }

  /**
   * Where the last whole event ends, 0 where there is none. An event that ends in a zero is not
   * trusted: the system may have given the file its length and not yet its last bytes. No chunk
   * ends in one.
   */
  private static int endOfEvents(byte[] chunk) {
    if (sizeOf(chunk) <= JfrChunk.HEADER_BYTES) {
      return 0;
    }
    int at = JfrChunk.HEADER_BYTES;
    int lastBegin = at;
    while (at < chunk.length) {
      long size = numberAt(chunk, at);
      if (size <= 0 || size > chunk.length - at) {
        break;
      }
      lastBegin = at;
      at += (int) size;
    }
    return chunk[at - 1] == 0 ? lastBegin : at;
  }

  /** A compressed number, -1 where it is not whole. */
  private static long numberAt(byte[] bytes, int from) {
    long number = 0;
    for (int i = 0; i < 9 && from + i < bytes.length; i++) {
      long part = bytes[from + i];
      if (i == 8 || part >= 0) {
        return number | (part & 0xFF) << (7 * i);
      }
      number |= (part & 0x7F) << (7 * i);
    }
    return -1;
  }

  /** Whether types and constants are before {@code end}, so that the rest can be done without. */
  private static boolean canBeReadWithout(byte[] chunk, int end) {
    if (end <= JfrChunk.HEADER_BYTES) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(chunk).position(JfrChunk.POSITIONS_OFFSET);
    return isEvent(chunk, header.getLong(), 1, end) && isEvent(chunk, header.getLong(), 0, end);
  }

  private static boolean isEvent(byte[] chunk, long at, long typeId, int end) {
    if (at < JfrChunk.HEADER_BYTES || at >= end) {
      return false;
    }
    int afterSize = (int) at;
    while (afterSize < end && chunk[afterSize] < 0) {
      afterSize++;
    }
    return numberAt(chunk, afterSize + 1) == typeId;
  }

  private static byte[] cut(byte[] chunk, int end) {
    byte[] kept = Arrays.copyOf(chunk, end);
    ByteBuffer.wrap(kept).putLong(JfrChunk.SIZE_OFFSET, end);
    return kept;
  }
}
