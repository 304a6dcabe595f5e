package io.trackmemory.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one thread of one JVM at a time make the index of a folder, so that the last index written
 * was also the last one read for. Blocks while another one does; never held while a test runs.
 */
final class FolderLock {

  /** File locks exclude JVMs, not the threads of one: those wait here. */
  private static final Object THREADS = new Object();

  /** Work that may fail. */
  interface Work {
    void run() throws IOException;
  }

  private FolderLock() {}

  static void within(Path folder, Work work) throws IOException {
    synchronized (THREADS) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock of the folder is gone");
        }
        work.run();
      }
    }
  }
}
