package io.trackmemory.tracker.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * A class file opened for reading, whatever its version. ASM refuses one that is newer than itself,
 * though formats rarely change: such a file is read as if it had the newest version that is known,
 * and what is written from it gets its own version back, so that it means the same to the JVM. What
 * is new in it and stands where the reader must understand it cannot be read ({@link
 * UnknownFormat}).
 */
final class ClassFile {

  /* That of JDK 27. ASM takes 28's as well, but not where it says that it uses previews. */
  static final int NEWEST_KNOWN = Opcodes.V27;

  /** What later ones are read as. Tests lower it, so that this JDK's own classes are later ones. */
  static volatile int newest = NEWEST_KNOWN;

  private static final int VERSION = 4; // minor, major: two bytes each
  private static final int VERSION_BYTES = 4;

  private final byte[] original;
  private final ClassReader reader;

  private ClassFile(byte[] original, ClassReader reader) {
    this.original = original;
    this.reader = reader;
  }

  /** The file of a class; null where it has none, as a generated class. */
  static byte @Nullable [] find(@Nullable ClassLoader loader, String internalName) {
    String resource = internalName + ".class";
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(resource)
            : loader.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Loads what finding one in a folder takes, which is else loaded inside the transformer. By a
   * file that each JDK has: to open a folder itself lists and sorts all that is in it.
   */
  static void warmUpFolders() throws IOException {
    Path folder = Path.of(System.getProperty("java.home"));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
        InputStream in = loader.getResourceAsStream("release")) {
      if (in != null) {
        in.readAllBytes();
      }
    }
  }

  /**
   * Opens a class file, which stays as it is.
   *
   * @throws RuntimeException if it cannot be read
   */
  static ClassFile open(byte[] classFile) {
    return new ClassFile(classFile, new ClassReader(known(classFile)));
  }

  private static byte[] known(byte[] classFile) {
    int known = newest;
    if (major(classFile) <= known) {
      return classFile;
    }
    byte[] copy = classFile.clone();
    copy[VERSION] = 0;
    copy[VERSION + 1] = 0;
    copy[VERSION + 2] = (byte) (known >>> 8);
    copy[VERSION + 3] = (byte) known;
    return copy;
  }

  /** Whether it is later than what is known. */
  static boolean isNewer(byte[] classFile) {
    return major(classFile) > newest;
  }

  /* 0 where it is too short for one. */
  static int major(byte[] classFile) {
    return classFile.length < VERSION + VERSION_BYTES ? 0 : number(classFile, VERSION + 2);
  }

  static int minor(byte[] classFile) {
    return classFile.length < VERSION + VERSION_BYTES ? 0 : number(classFile, VERSION);
  }

  /** A number of two bytes. */
  static int number(byte[] classFile, int at) {
    return ((classFile[at] & 0xFF) << 8) | (classFile[at + 1] & 0xFF);
  }

  ClassReader reader() {
    return reader;
  }

  /** Gives what was written from this file, in place, this file's version. */
  byte[] withVersion(byte[] written) {
    System.arraycopy(original, VERSION, written, VERSION, VERSION_BYTES);
    return written;
  }
}
