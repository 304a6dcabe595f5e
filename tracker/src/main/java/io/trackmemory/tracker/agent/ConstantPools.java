package io.trackmemory.tracker.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Texts of class files, as chapter 4.4 of the JVM's specification lays them out. */
final class ConstantPools {

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  /* Bytes behind each tag; 0 where there is no such tag. */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private ConstantPools() {}

  /** Bytes behind a tag, for a text those before its letters; 0 where there is no such tag. */
  static int size(int tag) {
    return tag == UTF8 ? 2 : tag < 0 || tag >= SIZES.length ? 0 : SIZES[tag];
  }

  /**
   * Names that begin with {@code prefix}, wherever they are in a name, a descriptor or a string.
   */
  static Set<String> names(byte[] classFile, String prefix) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    in.readLong(); // magic number and version
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      if (tag == UTF8) {
        addNames(in.readUTF(), prefix, names);
      } else {
        in.readNBytes(SIZES[tag]);
      }
      if (tag == LONG || tag == DOUBLE) {
        i++;
      }
    }
    return names;
  }

  private static void addNames(String text, String prefix, Set<String> names) {
    int at = text.indexOf(prefix);
    while (at >= 0) {
      int end = at + prefix.length();
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      names.add(text.substring(at, end));
      at = text.indexOf(prefix, end);
    }
  }

  /** Replaces a part wherever it is in a name, a descriptor, a signature or a string. */
  static byte[] replace(byte[] classFile, String from, String to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(in.readLong()); // magic number and version
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == UTF8) {
        out.writeUTF(in.readUTF().replace(from, to));
      } else {
        out.write(in.readNBytes(SIZES[tag]));
      }
      if (tag == LONG || tag == DOUBLE) {
        i++; // they take two places
      }
    }
    in.transferTo(out);
    return bytes.toByteArray();
  }
}
