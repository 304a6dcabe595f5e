package io.trackmemory.tracker.heap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Removes heap dumps that JVMs left which were killed. Any thread may call it; looks through a
 * folder once a JVM.
 *
 * <p>A JVM holds the lock of a file in the folder of each dump while it lives, so that none is
 * taken for dead whose process number another one has by now, or that runs in a container where
 * processes have other numbers. Removed is only what the same user owns, what lies in a folder of
 * that name and is no link, and no file of another name.
 */
final class StaleDumps {

  /** What names of folders begin with, before the number of the process. */
  static final String PREFIX = "trackmemory-";

  static final String DUMP = "live.hprof";
  static final String LOCK = "lock";

  private static final Set<Path> SEEN = ConcurrentHashMap.newKeySet();
  /* To open and close the lock file of one of these would let go of its lock. */
  private static final Set<Path> OF_THIS_JVM = ConcurrentHashMap.newKeySet();

  private StaleDumps() {}

  /** Makes the folder of a dump of this JVM, which is never removed here. */
  static Path newFolder(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-");
    OF_THIS_JVM.add(folder.toAbsolutePath());
    return folder;
  }

  /**
   * Makes the lock file of such a folder, held until it is closed. Nobody finds it before it is
   * locked; where there are no locks, nobody does at all, and the dump is never taken for stale.
   */
  static FileChannel lock(Path folder) throws IOException {
    Path unlocked = folder.resolve(LOCK + ".new");
    FileChannel channel =
        FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        Files.move(unlocked, folder.resolve(LOCK));
      }
    } catch (IOException e) {
      channel.close();
    }
    return channel;
  }

  /** The folder of a dump of this JVM is gone. */
  static void gone(Path folder) {
    OF_THIS_JVM.remove(folder.toAbsolutePath());
  }

  /** Removes those beside {@code own}, a folder of this JVM, unless that was done. */
  static void removeOnce(Path own) {
    Path parent = own.toAbsolutePath().getParent();
    if (parent != null && SEEN.add(parent)) {
      removeBeside(own.toAbsolutePath(), parent);
    }
  }

  /** Removes those in {@code parent}, where {@code own} is. */
  static void removeBeside(Path own, Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      UserPrincipal owner = Files.getOwner(own);
      for (Path folder : folders) {
        if (!OF_THIS_JVM.contains(folder)) {
          removeIfStale(folder, owner);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Of other users, or gone meanwhile: what is left is theirs, or another JVM's to remove.
    }
  }

  private static void removeIfStale(Path folder, UserPrincipal owner) {
    Path lockFile = folder.resolve(LOCK);
    try {
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
          @Nullable FileLock lock = channel.tryLock();
          if (lock == null) {
            return; // its JVM lives
          }
          Files.deleteIfExists(folder.resolve(DUMP));
        }
        Files.deleteIfExists(lockFile);
        Files.deleteIfExists(folder);
      }
    } catch (IOException | RuntimeException e) {
      // As above, or locks are not known here.
    }
  }
}
