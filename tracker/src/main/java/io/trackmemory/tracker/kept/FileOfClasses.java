package io.trackmemory.tracker.kept;

import io.trackmemory.tracker.kept.KeptWriter.Added;
import io.trackmemory.tracker.site.SitesOfClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Classes kept in a file of a folder that is this user's alone. What goes wrong with the file is as
 * if there were none. Any thread may call it.
 */
public final class FileOfClasses implements KeptClasses {

  /** Numbers of sites grow with each run that adds classes; then the file is begun anew. */
  private static final int MOST_SITES = 1 << 20;

  /* So few new ones cost less than to write the file: some differ in each run of a JDK. */
  private static final int WORTH_WRITING = 16;

  /* What is new is held until the agent has started, up to 30 MB of it. */
  private static final long LEAST_HEAP_BYTES = 128L << 20;

  private final Path target;
  private final String key;
  /* In the order in which the next run will ask for them. */
  private final Map<String, Added> added = new LinkedHashMap<>();
  private @Nullable KeptFile file;
  private final int sites;
  private boolean adds = Runtime.getRuntime().maxMemory() >= LEAST_HEAP_BYTES;
  private boolean damaged;
  private int asked;

  private FileOfClasses(Path target, String key, @Nullable KeptFile file) {
    this.target = target;
    this.key = key;
    this.file = file;
    this.sites = file == null ? 0 : file.sites();
    this.damaged = file == null;
  }

  /**
   * Opens the file of a key, if there is one.
   *
   * @param key all that decides about what is made of a class, but its bytes
   * @throws IOException saying why the folder cannot be used
   */
  public static FileOfClasses open(Path folder, String key) throws IOException {
    Path own = PrivateFolder.of(folder);
    Path target = own.resolve(nameOf(key));
    KeptFile file;
    try {
      PrivateFolder.requirePrivate(own, target);
      file = KeptFile.open(target.toFile(), key);
    } catch (IOException e) {
      file = null; // not there, torn or another's: it is replaced
      PrivateFolder.requireWritable(target);
    }
    return new FileOfClasses(target, key, file);
  }

  private static String nameOf(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return hex(new CRC32(), bytes) + hex(new CRC32C(), bytes) + PrivateFolder.SUFFIX;
  }

  private static String hex(Checksum checksum, byte[] bytes) {
    checksum.update(bytes);
    return Long.toHexString(checksum.getValue() | 1L << 32).substring(1);
  }

  @Override
  public int sites() {
    return sites;
  }

  /* The JVM writes the file of a loaded class otherwise than the compiler did. */
  private static String name(String name, boolean loaded) {
    return loaded ? name + '*' : name;
  }

  @Override
  public synchronized @Nullable KeptClass find(String name, boolean loaded, byte[] classFile) {
    asked++;
    KeptFile open = file;
    if (open == null) {
      return null;
    }
    try {
      return open.find(name(name, loaded), classFile);
    } catch (IOException | RuntimeException e) {
      damaged = true;
      return null;
    }
  }

  @Override
  public synchronized void add(String name, boolean loaded, byte[] classFile, KeptClass rewritten) {
    SitesOfClass its = rewritten.sites();
    if (adds && (its == null || its.isLatin1())) {
      added.put(name(name, loaded), new Added(classFile, rewritten));
    }
  }

  @Override
  public synchronized void end() {
    adds = false;
    KeptFile open = file;
    file = null;
    try (open) {
      if (!added.isEmpty() && (damaged || added.size() > asked / WORTH_WRITING)) {
        write(open);
      } else if (open != null) {
        PrivateFolder.touch(target.toFile());
      }
    } catch (IOException | RuntimeException e) {
      // a full disk, a read-only folder: nothing is kept
    }
    added.clear();
  }

  private void write(@Nullable KeptFile before) throws IOException {
    int all = sites;
    for (Added each : added.values()) {
      SitesOfClass its = each.rewritten.sites();
      all = its == null ? all : Math.max(all, its.end());
    }
    if (all > MOST_SITES) {
      Files.deleteIfExists(target);
    } else {
      KeptWriter.write(target, key, all, added, before);
      PrivateFolder.tidy(target);
    }
  }
}
