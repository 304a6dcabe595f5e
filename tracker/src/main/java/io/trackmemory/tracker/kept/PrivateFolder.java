package io.trackmemory.tracker.kept;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The folder of kept classes. What is read from it becomes code of this JVM: it must belong to this
 * user, and nobody else may write to it or its files. Any thread may call it.
 */
final class PrivateFolder {

  static final String SUFFIX = ".classes";

  /** All files together; the one that was used longest ago goes first. */
  static final long MOST_BYTES = 256L << 20;

  private static final String TEMPORARY = ".new";
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  private PrivateFolder() {}

  /**
   * A folder, made if it is not there.
   *
   * @throws IOException if it cannot be made, or is not this user's alone
   */
  static Path of(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(absolute, forOwner(absolute, "rwx------"));
    }
    if (!Files.isDirectory(absolute, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(absolute + " is no folder, or a link to one");
    }
    Owner owner = Owner.of(absolute);
    owner.require(absolute);
    owner.requirePlace(absolute);
    return absolute;
  }

  /**
   * Requires that a file of a folder is there, no link, and this user's alone.
   *
   * @throws IOException if it is not
   */
  static void requirePrivate(Path folder, Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file + " is no file");
    }
    Owner.of(folder).require(file);
  }

  /** A new file beside another one, for this user only. */
  static Path newFile(Path file) throws IOException {
    String name =
        file.getFileName()
            + "."
            + ProcessHandle.current().pid()
            + "-"
            + Long.toHexString(System.nanoTime())
            + TEMPORARY;
    return Files.createFile(file.resolveSibling(name), forOwner(file, "rw-------"));
  }

  private static FileAttribute<?>[] forOwner(Path file, String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Requires that files can be made beside another one.
   *
   * @throws IOException if they cannot
   */
  static void requireWritable(Path file) throws IOException {
    Files.delete(newFile(file));
  }

  /** Notes that a file was used, once a day. */
  static void touch(File file) {
    long now = System.currentTimeMillis();
    if (now - file.lastModified() > DAY_MILLIS) {
      file.setLastModified(now);
    }
  }

  /** Deletes what others have left half written, and what is too much. */
  static void tidy(Path used) {
    List<Aged> kept = new ArrayList<>();
    File[] files = used.toFile().getParentFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      String name = file.getName();
      Aged aged = new Aged(file, file.length(), file.lastModified());
      if (name.endsWith(SUFFIX)) {
        kept.add(aged);
      } else if (name.contains(SUFFIX + ".")
          && name.endsWith(TEMPORARY)
          && System.currentTimeMillis() - aged.usedMillis() > HOUR_MILLIS) {
        file.delete();
      }
    }
    limit(kept, used.toFile());
  }

  private record Aged(File file, long bytes, long usedMillis) {}

  private static void limit(List<Aged> files, File used) {
    long bytes = 0;
    for (Aged file : files) {
      bytes += file.bytes();
    }
    files.sort(Comparator.comparingLong(Aged::usedMillis));
    for (Aged oldest : files) {
      if (bytes > MOST_BYTES && !oldest.file().equals(used)) {
        bytes -= oldest.bytes();
        oldest.file().delete();
      }
    }
  }
}
