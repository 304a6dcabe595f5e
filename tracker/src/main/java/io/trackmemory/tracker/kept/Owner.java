package io.trackmemory.tracker.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/** Tells whether files are this user's, and nobody else's to write. Any thread may call it. */
interface Owner {

  /**
   * Requires it of a file or a folder.
   *
   * @throws IOException naming what is wrong with it
   */
  void require(Path file) throws IOException;

  /**
   * Requires that nobody else can put another folder in the place of one.
   *
   * @throws IOException naming where that can be done
   */
  default void requirePlace(Path folder) throws IOException {}

  /**
   * The user of this process, by the rules of a folder's file system.
   *
   * @throws IOException if they are not known
   */
  static Owner of(Path folder) throws IOException {
    Set<String> views = folder.getFileSystem().supportedFileAttributeViews();
    if (views.contains("unix")) {
      return new Unix(Unix.user(folder));
    }
    if (views.contains("acl")) {
      return AccessLists.ofHome();
    }
    throw new IOException("who may write to " + folder + " cannot be told");
  }

  /** By number of the user, and permissions of its group and of others. */
  record Unix(Object user) implements Owner {

    private static final int WRITTEN_BY_OTHERS = 0_022;
    private static final int WRITTEN_BY_ALL = 0_002;
    private static final int STICKY = 01_000; // only the owner of a file may remove it
    private static final Path PROCESS = Path.of("/proc/self");

    /* Whose files the process makes. */
    static Object user(Path folder) throws IOException {
      if (Files.exists(PROCESS)) {
        return Files.getAttribute(PROCESS, "unix:uid");
      }
      Path probe = PrivateFolder.newFile(folder.resolve("owner" + PrivateFolder.SUFFIX));
      try {
        return Files.getAttribute(probe, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      } finally {
        Files.delete(probe);
      }
    }

    @Override
    public void require(Path file) throws IOException {
      Object owner = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (!user.equals(owner)) {
        throw new IOException(file + " belongs to another user: " + owner);
      }
      int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if ((mode & WRITTEN_BY_OTHERS) != 0) {
        throw new IOException("others than its owner may write to " + file);
      }
    }

    @Override
    public void requirePlace(Path folder) throws IOException {
      Path parent = folder.getParent();
      if (parent != null) {
        int mode = (int) Files.getAttribute(parent, "unix:mode");
        if ((mode & WRITTEN_BY_ALL) != 0 && (mode & STICKY) == 0) {
          throw new IOException("anybody may replace what is in " + parent);
        }
        requirePlace(parent);
      }
    }
  }
}
