package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.gate.ClassFailure;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Why a class file could not be rewritten, in words: what is in it that is not known, by chapters
 * 4.4 (constants) and 4.7.4 (frames) of the JVM's specification up to JDK 27. Asked only where
 * rewriting has failed.
 */
final class UnknownFormat {

  private static final String REMEDY = "use a TrackMemory that knows this JDK";

  private static final int CONSTANTS = 10; // where they begin
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int OBJECT = 7; // a type in a frame, followed by a number
  private static final int UNINITIALIZED = 8;
  private static final int FIRST_RESERVED = 128; // types of frames
  private static final int ONE_ITEM = 247;
  private static final int FIRST_APPEND = 252;
  private static final int FULL = 255;

  private final ClassReader reader;
  private final char[] buffer;

  private UnknownFormat(ClassReader reader) {
    this.reader = reader;
    this.buffer = new char[reader.getMaxStringLength()];
  }

  /** What to say of a class file, given what was thrown when it was rewritten. */
  static ClassFailure explain(byte[] classFile, Throwable thrown) {
    String unknown = isOfFormat(thrown) ? find(classFile) : null;
    if (!isOfFormat(thrown) || !ClassFile.isNewer(classFile)) {
      return ClassFailure.excludable(unknown == null ? thrown.toString() : unknown);
    }
    return new ClassFailure(
        "its class file has version "
            + ClassFile.major(classFile)
            + "."
            + ClassFile.minor(classFile)
            + ", versions up to "
            + ClassFile.newest
            + " are known, and "
            + (unknown == null ? "reading it failed: " + thrown : unknown),
        REMEDY);
  }

  private static boolean isOfFormat(Throwable thrown) {
    return thrown instanceof RuntimeException
        && !(thrown instanceof MethodTooLargeException)
        && !(thrown instanceof ClassTooLargeException);
  }

  private static @Nullable String find(byte[] classFile) {
    try {
      String constant = constant(classFile);
      return constant != null
          ? constant
          : new UnknownFormat(ClassFile.open(classFile).reader()).inMethods();
    } catch (RuntimeException e) {
      return null; // not even that far
    }
  }

  private static @Nullable String constant(byte[] classFile) {
    int count = ClassFile.number(classFile, CONSTANTS - 2);
    int at = CONSTANTS;
    for (int i = 1; i < count; i++) {
      int tag = classFile[at++];
      int size = ConstantPools.size(tag);
      if (size == 0) {
        return "entry " + i + " of its constant pool has a tag that is not known (" + tag + ")";
      }
      at += tag == UTF8 ? 2 + ClassFile.number(classFile, at) : size;
      if (tag == LONG || tag == DOUBLE) {
        i++; // they take two places
      }
    }
    return null;
  }

  private @Nullable String inMethods() {
    int begin = ClassScan.skipMembers(reader, ClassScan.fields(reader));
    int at = begin + 2;
    for (int left = reader.readUnsignedShort(begin); left > 0; left--) {
      int frame = unknownFrame(at + 6);
      if (frame >= 0) {
        return "a stack map frame of method "
            + reader.readUTF8(at + 2, buffer)
            + " is of a type that is not known ("
            + frame
            + ")";
      }
      at = ClassScan.skipAttributes(reader, at);
    }
    return null;
  }

  /* Of the attribute of that name among those that begin there; -1 if there is none. */
  private int attribute(int begin, String name) {
    int at = begin + 2;
    for (int left = reader.readUnsignedShort(begin); left > 0; left--) {
      if (name.equals(reader.readUTF8(at, buffer))) {
        return at + 6;
      }
      at += 6 + reader.readInt(at + 2);
    }
    return -1;
  }

  /* Type of the first frame that is not known; -1 if all are. */
  private int unknownFrame(int attributes) {
    int code = attribute(attributes, "Code");
    if (code < 0) {
      return -1;
    }
    int handlers = code + 8 + reader.readInt(code + 4);
    int table = attribute(handlers + 2 + 8 * reader.readUnsignedShort(handlers), "StackMapTable");
    if (table < 0) {
      return -1;
    }
    int at = table + 2;
    for (int left = reader.readUnsignedShort(table); left > 0; left--) {
      int type = reader.readByte(at);
      if (type >= FIRST_RESERVED && type < ONE_ITEM) {
        return type;
      }
      at = skipFrame(at, type);
    }
    return -1;
  }

  private int skipFrame(int at, int type) {
    if (type < FIRST_RESERVED) {
      return skipTypes(at + 1, type / 64);
    }
    if (type == ONE_ITEM) {
      return skipTypes(at + 3, 1);
    }
    if (type == FULL) {
      int stack = skipTypes(at + 5, reader.readUnsignedShort(at + 3));
      return skipTypes(stack + 2, reader.readUnsignedShort(stack));
    }
    return skipTypes(at + 3, Math.max(0, type - FIRST_APPEND + 1));
  }

  private int skipTypes(int begin, int count) {
    int at = begin;
    for (int i = 0; i < count; i++) {
      int type = reader.readByte(at);
      at += type == OBJECT || type == UNINITIALIZED ? 3 : 1;
    }
    return at;
  }
}
