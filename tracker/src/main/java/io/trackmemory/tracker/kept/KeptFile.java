package io.trackmemory.tracker.kept;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file of kept classes, open for reading. Its head says where the index is, and is written last;
 * the index has a checksum, each class one of its own, looked at as the class is read. Not for
 * several threads.
 *
 * <p>Read by file descriptor, not by channel, which an interrupted thread would close.
 */
final class KeptFile implements Closeable {

  static final long MAGIC = 0x54724d656d4b7074L; // "TrMemKpt"
  static final int FORMAT = 1;

  /** Magic number, format, length of the file, where the index begins, its checksum. */
  static final int HEAD = Long.BYTES + Integer.BYTES + Long.BYTES + Long.BYTES + Integer.BYTES;

  /** The shortest entry of the index: a name and numbers. */
  private static final int LEAST = 2 + KeptEntry.BYTES;

  private final RandomAccessFile file;
  private final int sites;
  private final Map<String, KeptEntry> entries;
  private byte[] buffer = new byte[1 << 15];

  private KeptFile(RandomAccessFile file, int sites, Map<String, KeptEntry> entries) {
    this.file = file;
    this.sites = sites;
    this.entries = entries;
  }

  /**
   * Opens a file.
   *
   * @param key what the file must be for
   * @throws IOException if it is for something else, torn, or no such file
   */
  static KeptFile open(File path, String key) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path, "r");
    try {
      return read(file, key);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e instanceof IOException io ? io : new IOException("torn: " + e, e);
    }
  }

  private static KeptFile read(RandomAccessFile file, String key) throws IOException {
    byte[] bytes = new byte[HEAD];
    file.readFully(bytes);
    DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes));
    if (head.readLong() != MAGIC || head.readInt() != FORMAT) {
      throw new IOException("not a file of kept classes");
    }
    long length = head.readLong();
    long indexAt = head.readLong();
    if (length != file.length() || indexAt < HEAD || indexAt > length) {
      throw new IOException("torn");
    }
    byte[] index = new byte[Math.toIntExact(length - indexAt)];
    file.seek(indexAt);
    file.readFully(index);
    CRC32 checksum = new CRC32();
    checksum.update(index);
    if ((int) checksum.getValue() != head.readInt()) {
      throw new IOException("torn");
    }
    return read(file, key, indexAt, index);
  }

  private static KeptFile read(RandomAccessFile file, String key, long end, byte[] index)
      throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(index));
    if (!in.readUTF().equals(key)) {
      throw new IOException("of another JDK or version");
    }
    int sites = in.readInt();
    int count = in.readInt();
    if (sites < 0 || count < 0 || count > index.length / LEAST) {
      throw new IOException("torn");
    }
    Map<String, KeptEntry> entries = new HashMap<>(count * 2);
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      KeptEntry entry = KeptEntry.read(in);
      if (!entry.isWithin(HEAD, end)) {
        throw new IOException("torn");
      }
      entries.put(name, entry);
    }
    return new KeptFile(file, sites, entries);
  }

  /** How many numbers of sites its classes have. */
  int sites() {
    return sites;
  }

  /** The classes in it, by name. */
  Map<String, KeptEntry> entries() {
    return entries;
  }

  /**
   * What was made of a class file; null if it was not seen.
   *
   * @throws IOException if it cannot be read, or is damaged
   */
  @Nullable KeptClass find(String name, byte[] classFile) throws IOException {
    KeptEntry entry = entries.get(name);
    if (entry == null || entry.original() != classFile.length) {
      return null;
    }
    byte[] parts = parts(entry);
    if (!entry.isOf(classFile, parts)) {
      return null;
    }
    return entry.kept(parts);
  }

  /**
   * The parts of a class, at the beginning of an array that the next call uses again.
   *
   * @throws IOException if they cannot be read, or are damaged
   */
  byte[] parts(KeptEntry entry) throws IOException {
    int length = Math.toIntExact(entry.length());
    if (length > buffer.length) {
      buffer = new byte[length];
    }
    file.seek(entry.at());
    int read = 0;
    while (read < length) {
      int more = file.read(buffer, read, length - read);
      if (more < 0) {
        throw new EOFException("torn");
      }
      read += more;
    }
    if (!entry.isWhole(buffer)) {
      throw new IOException("damaged");
    }
    return buffer;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
