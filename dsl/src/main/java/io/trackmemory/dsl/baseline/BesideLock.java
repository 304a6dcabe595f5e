package io.trackmemory.dsl.baseline;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one JVM at a time change a file, and leaves nothing in its folder, which is
 * under version control. Blocks while another one does.
 *
 * <p>A file beside it is locked and deleted before the lock is given back. Who waited for the lock
 * of a file that is deleted meanwhile begins anew: the file that has its own token, and no other,
 * is the one that all lock.
 */
final class BesideLock implements Closeable {

  /** File locks exclude JVMs, not the threads of one: those wait here. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  /* Far behind the token, as some systems let nobody read what is locked. */
  private static final long PLACE = Long.MAX_VALUE - 1;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private BesideLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  static BesideLock of(Path changed) throws IOException {
    Path file = changed.resolveSibling("." + changed.getFileName() + ".lock");
    THREADS.lock();
    try {
      while (true) {
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock(PLACE, 1, false);
        if (isSame(file, channel)) {
          return new BesideLock(file, channel, lock);
        }
        channel.close();
      }
    } catch (IOException | RuntimeException e) {
      THREADS.unlock();
      throw e;
    }
  }

  private static boolean isSame(Path file, FileChannel locked) throws IOException {
    String token = UUID.randomUUID().toString();
    locked.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.UTF_8)), 0);
    try {
      return Files.readString(file).equals(token);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Fails if the lock is gone, as it can be on some network drives. */
  void requireHeld() throws IOException {
    if (!lock.isValid()) {
      throw new IOException("the lock " + file + " is gone");
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      THREADS.unlock();
    }
  }
}
