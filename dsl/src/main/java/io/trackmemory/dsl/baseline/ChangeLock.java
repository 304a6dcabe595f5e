package io.trackmemory.dsl.baseline;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one JVM at a time change a file. Blocks while another one does.
 *
 * <p>What is locked is an empty file in the folder for temporary files, which stays there: the
 * folder of baselines is under version control, and a lock that is deleted is not safe, as who
 * waits for it goes on with a file that nobody else sees. So JVMs exclude each other where they
 * have one such folder, as forks of one build have.
 */
final class ChangeLock implements Closeable {

  /** File locks exclude JVMs, not the threads of one: those wait here. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel channel;
  private final FileLock lock;

  private ChangeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** The lock of a file in a folder that there is. */
  static ChangeLock of(Path folder, String name) throws IOException {
    String locked = System.getProperty("user.name") + " " + folder.toRealPath() + " " + name;
    Path file =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "trackmemory-"
                + UUID.nameUUIDFromBytes(locked.getBytes(StandardCharsets.UTF_8))
                + ".lock");
    THREADS.lock();
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new ChangeLock(channel, channel.lock());
    } catch (IOException | RuntimeException e) {
      THREADS.unlock();
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  /** Fails if the lock is gone, as it can be on some network drives. */
  void requireHeld() throws IOException {
    if (!lock.isValid()) {
      throw new IOException("the lock of the baselines is gone");
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    } finally {
      THREADS.unlock();
    }
  }
}
