package io.trackmemory.tracker.kept;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.trackmemory.tracker.site.SitesOfClass;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where a file has a class, and how long its parts are: the class file that it was made of, which
 * is compared byte for byte with the one that is asked for, and what was made of it.
 *
 * @param at where its parts begin
 * @param original bytes of the class file
 * @param rewritten bytes of the new one; -1 if there was nothing to do
 * @param records bytes of the sites
 * @param names bytes of their names
 * @param source bytes of the source file's name; -1 where it is the usual one
 * @param checksum of all parts
 */
record KeptEntry(
    long at, int original, int rewritten, int records, int names, int source, int checksum) {

  /** Bytes of an entry in the index. */
  static final int BYTES = Long.BYTES + 6 * Integer.BYTES;

  private static final int NONE = -1;

  static KeptEntry read(DataInput in) throws IOException {
    return new KeptEntry(
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt());
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(at);
    out.writeInt(original);
    out.writeInt(rewritten);
    out.writeInt(records);
    out.writeInt(names);
    out.writeInt(source);
    out.writeInt(checksum);
  }

  /** The entry of a class whose parts are written at a place. */
  static KeptEntry of(long at, byte[] classFile, KeptClass kept, byte[] parts) {
    byte[] rewritten = kept.rewritten();
    SitesOfClass sites = kept.sites();
    String source = sites == null ? null : sites.source();
    return new KeptEntry(
        at,
        classFile.length,
        rewritten == null ? NONE : rewritten.length,
        sites == null ? 0 : sites.records().length * Integer.BYTES,
        sites == null ? 0 : sites.names().length(),
        source == null ? NONE : source.length(),
        checksum(parts, parts.length));
  }

  /** The parts of a class. */
  static byte[] parts(byte[] classFile, KeptClass kept) {
    byte[] rewritten = Objects.requireNonNullElse(kept.rewritten(), new byte[0]);
    SitesOfClass sites =
        Objects.requireNonNullElse(kept.sites(), new SitesOfClass(new int[0], "", null));
    byte[] names =
        (sites.names() + (sites.source() == null ? "" : sites.source())).getBytes(ISO_8859_1);
    ByteBuffer parts =
        ByteBuffer.allocate(
                classFile.length
                    + rewritten.length
                    + sites.records().length * Integer.BYTES
                    + names.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(classFile)
            .put(rewritten);
    parts.asIntBuffer().put(sites.records());
    return parts
        .position(parts.position() + sites.records().length * Integer.BYTES)
        .put(names)
        .array();
  }

  /** The same entry elsewhere. */
  KeptEntry movedTo(long place) {
    return new KeptEntry(place, original, rewritten, records, names, source, checksum);
  }

  long length() {
    return (long) original + Math.max(0, rewritten) + records + names + Math.max(0, source);
  }

  /** Whether its numbers can be those of an entry in a file. */
  boolean isWithin(long begin, long end) {
    return at >= begin
        && original >= 0
        && rewritten >= NONE
        && records >= 0
        && records % Integer.BYTES == 0
        && names >= 0
        && source >= NONE
        && length() <= end - at
        && length() <= Integer.MAX_VALUE;
  }

  boolean isWhole(byte[] parts) {
    return checksum(parts, Math.toIntExact(length())) == checksum;
  }

  boolean isOf(byte[] classFile, byte[] parts) {
    return Arrays.equals(classFile, 0, classFile.length, parts, 0, original);
  }

  /** What was made of the class. */
  KeptClass kept(byte[] parts) {
    if (rewritten == NONE) {
      return KeptClass.UNCHANGED;
    }
    int begin = original + rewritten;
    int[] sites = new int[records / Integer.BYTES];
    ByteBuffer.wrap(parts, begin, records).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(sites);
    begin += records;
    String text = new String(parts, begin, names, ISO_8859_1);
    return new KeptClass(
        Arrays.copyOfRange(parts, original, original + rewritten),
        new SitesOfClass(sites, text, name(parts, begin + names)));
  }

  private @Nullable String name(byte[] parts, int begin) {
    return source == NONE ? null : new String(parts, begin, source, ISO_8859_1);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
