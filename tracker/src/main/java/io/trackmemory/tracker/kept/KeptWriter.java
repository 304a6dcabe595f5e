package io.trackmemory.tracker.kept;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file of kept classes beside the one that is there and puts it in its place when it is
 * whole: whoever reads meanwhile, in another JVM too, has the one or the other. For one thread.
 */
final class KeptWriter {

  /** Classes that do not fit are not kept. */
  static final long MOST_BYTES = 64L << 20;

  private final RandomAccessFile out;
  private final Map<String, KeptEntry> entries = new LinkedHashMap<>();
  private long at = KeptFile.HEAD;

  private KeptWriter(RandomAccessFile out) {
    this.out = out;
  }

  /** A class and its file. */
  static final class Added {

    final byte[] classFile;
    final KeptClass rewritten;

    Added(byte[] classFile, KeptClass rewritten) {
      this.classFile = classFile;
      this.rewritten = rewritten;
    }
  }

  /**
   * Writes new classes, and those of a file that are not among them.
   *
   * @param sites how many numbers of sites all of them have
   */
  static void write(
      Path target, String key, int sites, Map<String, Added> added, @Nullable KeptFile before)
      throws IOException {
    Path temporary = PrivateFolder.newFile(target);
    try {
      try (RandomAccessFile out = new RandomAccessFile(temporary.toFile(), "rw")) {
        KeptWriter writer = new KeptWriter(out);
        out.seek(writer.at);
        writer.addAll(added);
        if (before != null) {
          writer.addAll(before);
        }
        writer.end(key, sites);
      }
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void addAll(Map<String, Added> added) throws IOException {
    for (Map.Entry<String, Added> each : added.entrySet()) {
      byte[] classFile = each.getValue().classFile;
      KeptClass kept = each.getValue().rewritten;
      byte[] parts = KeptEntry.parts(classFile, kept);
      add(each.getKey(), KeptEntry.of(at, classFile, kept, parts), parts);
    }
  }

  private void addAll(KeptFile before) throws IOException {
    for (Map.Entry<String, KeptEntry> each : before.entries().entrySet()) {
      if (!entries.containsKey(each.getKey())) {
        byte[] parts;
        try {
          parts = before.parts(each.getValue());
        } catch (IOException e) {
          continue; // damaged
        }
        add(each.getKey(), each.getValue().movedTo(at), parts);
      }
    }
  }

  private void add(String name, KeptEntry entry, byte[] parts) throws IOException {
    if (at + entry.length() <= MOST_BYTES) {
      out.write(parts, 0, Math.toIntExact(entry.length()));
      at += entry.length();
      entries.put(name, entry);
    }
  }

  private void end(String key, int sites) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream index = new DataOutputStream(bytes);
    index.writeUTF(key);
    index.writeInt(sites);
    index.writeInt(entries.size());
    for (Map.Entry<String, KeptEntry> each : entries.entrySet()) {
      index.writeUTF(each.getKey());
      each.getValue().write(index);
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes.toByteArray());
    out.write(bytes.toByteArray());
    out.seek(0);
    out.writeLong(KeptFile.MAGIC);
    out.writeInt(KeptFile.FORMAT);
    out.writeLong(at + bytes.size());
    out.writeLong(at);
    out.writeInt((int) checksum.getValue());
  }
}
