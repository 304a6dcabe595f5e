package io.trackmemory.tracker.heap;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reads the numbers of a heap dump, most significant byte first, through a buffer of its own; a
 * file of any size. What it is asked for and the file does not have is an error that says where.
 * For one thread.
 */
final class HprofInput implements AutoCloseable {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int MAX_BUFFER_BYTES = 1 << 17;

  private final RandomAccessFile file;
  private final long fileBytes;
  private final byte[] buffer;
  private int next;
  private int end;

  /** Where in the file the buffer starts. */
  private long bufferStart;

  private int idBytes = 8;

  HprofInput(Path dump) throws IOException {
    this.file = new RandomAccessFile(dump.toFile(), "r");
    this.fileBytes = file.length();
    this.buffer = new byte[(int) Math.min(fileBytes, MAX_BUFFER_BYTES)];
  }

  /** Sets how many bytes an id takes from now on, 4 or 8. */
  void idBytes(int bytes) {
    idBytes = bytes;
  }

  int idBytes() {
    return idBytes;
  }

  int u1() throws IOException {
    require(1);
    return buffer[next++] & 0xff;
  }

  int u2() throws IOException {
    require(2);
    next += 2;
    return (buffer[next - 2] & 0xff) << 8 | (buffer[next - 1] & 0xff);
  }

  long u4() throws IOException {
    require(4);
    next += 4;
    return (int) INT.get(buffer, next - 4) & 0xffff_ffffL;
  }

  long i8() throws IOException {
    require(8);
    next += 8;
    return (long) LONG.get(buffer, next - 8);
  }

  /** A number of elements, which an {@code int} must hold. */
  int count() throws IOException {
    long count = u4();
    if (count > Integer.MAX_VALUE) {
      throw odd("an array of " + count + " elements");
    }
    return (int) count;
  }

  /** The id of an object, of a class or of a name; 0 for none. */
  long id() throws IOException {
    return idBytes == 8 ? i8() : u4();
  }

  /** How many of so many ids that come next are none of {@code null}. */
  long references(long count) throws IOException {
    long found = 0;
    for (long left = count; left > 0; ) {
      require(idBytes);
      int ids = (int) Math.min(left, (end - next) / idBytes);
      left -= ids;
      for (; ids > 0; ids--) {
        found += id() == 0 ? 0 : 1;
      }
    }
    return found;
  }

  void bytes(byte[] target, int from, int length) throws IOException {
    for (int done = 0; done < length; ) {
      require(1);
      int part = Math.min(length - done, end - next);
      System.arraycopy(buffer, next, target, from + done, part);
      next += part;
      done += part;
    }
  }

  void skip(long bytes) throws IOException {
    if (bytes >= 0 && bytes <= end - next) {
      next += (int) bytes;
    } else {
      seek(position() + bytes);
    }
  }

  /** Continues at a place in the file. */
  void seek(long position) throws IOException {
    mustReach(position);
    bufferStart = position;
    next = 0;
    end = 0;
  }

  long position() {
    return bufferStart + next;
  }

  /** Fails now rather than later if the file ends before a position. */
  void mustReach(long position) throws IOException {
    if (position > fileBytes) {
      throw torn();
    }
  }

  boolean atEnd() {
    return position() == fileBytes;
  }

  private void require(int bytes) throws IOException {
    if (end - next < bytes) {
      fill(bytes);
    }
  }

  private void fill(int bytes) throws IOException {
    bufferStart = position();
    if (fileBytes - bufferStart < bytes) {
      throw torn();
    }
    file.seek(bufferStart);
    next = 0;
    end = 0;
    int filled = 0;
    while (filled < bytes) {
      int read = file.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        throw torn();
      }
      filled += read;
    }
    next = 0;
    end = filled;
  }

  private EOFException torn() {
    return new EOFException("the heap dump is torn: it ends after " + fileBytes + " bytes");
  }

  /** The error for what no dump should have. */
  IOException odd(String what) {
    return new IOException("the heap dump has " + what + " before byte " + position());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
