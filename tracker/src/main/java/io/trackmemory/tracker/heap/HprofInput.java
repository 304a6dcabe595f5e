package io.trackmemory.tracker.heap;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Reads the numbers of a heap dump, most significant byte first, through a buffer of its own; a
 * file of any size. What it is asked for and the file does not have is an error that says where.
 * For one thread.
 */
final class HprofInput implements AutoCloseable {

  private static final int MAX_BUFFER_BYTES = 1 << 17;

  private final RandomAccessFile file;
  private final long fileBytes;
  private final ByteBuffer buffer;

  /** Where in the file the buffer starts. */
  private long bufferStart;

  private int idBytes = 8;

  HprofInput(Path dump) throws IOException {
    this.file = new RandomAccessFile(dump.toFile(), "r");
    this.fileBytes = file.length();
    this.buffer = ByteBuffer.allocate((int) Math.min(fileBytes, MAX_BUFFER_BYTES)).limit(0);
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
    return buffer.get() & 0xff;
  }

  int u2() throws IOException {
    require(2);
    return buffer.getShort() & 0xffff;
  }

  long u4() throws IOException {
    require(4);
    return buffer.getInt() & 0xffff_ffffL;
  }

  long i8() throws IOException {
    require(8);
    return buffer.getLong();
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

  void bytes(byte[] target, int from, int length) throws IOException {
    for (int done = 0; done < length; ) {
      require(1);
      int part = Math.min(length - done, buffer.remaining());
      buffer.get(target, from + done, part);
      done += part;
    }
  }

  void skip(long bytes) throws IOException {
    if (bytes <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) bytes);
    } else {
      seek(position() + bytes);
    }
  }

  /** Continues at a place in the file. */
  void seek(long position) throws IOException {
    mustReach(position);
    bufferStart = position;
    buffer.limit(0);
  }

  long position() {
    return bufferStart + buffer.position();
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
    if (buffer.remaining() < bytes) {
      fill(bytes);
    }
  }

  private void fill(int bytes) throws IOException {
    bufferStart = position();
    if (fileBytes - bufferStart < bytes) {
      throw torn();
    }
    file.seek(bufferStart);
    int filled = 0;
    while (filled < bytes) {
      int read = file.read(buffer.array(), filled, buffer.capacity() - filled);
      if (read < 0) {
        throw torn();
      }
      filled += read;
    }
    buffer.limit(filled).position(0);
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
