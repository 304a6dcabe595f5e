package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.kept.FileOfClasses;
import io.trackmemory.tracker.kept.KeptClasses;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Where rewritten classes are kept, and all that decides about what is made of a class, but its
 * bytes: this code, the JVM and the JDK. Settings do not: a package that is excluded is not asked
 * for.
 *
 * @param folder of the files; empty if nothing is to be kept
 * @param named whether the user has named it, and is told if it cannot be used
 */
public record KeptFolder(Optional<Path> folder, boolean named) {

  /** Opens what is there for this JVM. */
  KeptClasses open() {
    if (folder.isEmpty()) {
      return KeptClasses.NONE;
    }
    try {
      Optional<String> code = code();
      return code.isEmpty()
          ? KeptClasses.NONE
          : FileOfClasses.open(folder.get(), code.get() + jvm());
    } catch (IOException | RuntimeException e) {
      if (named) {
        System.err.println(
            "TrackMemory: rewritten classes are not kept between runs: " + e.getMessage());
      }
      return KeptClasses.NONE;
    }
  }

  /* None of a folder of class files, as in this build: they change one by one. */
  private static Optional<String> code() throws IOException {
    CodeSource source = KeptFolder.class.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getProtocol().equals("file")) {
      return Optional.empty();
    }
    File jar;
    try {
      jar = new File(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
    return jar.isFile() ? Optional.of("code " + jar.length() + checksums(jar)) : Optional.empty();
  }

  private static String checksums(File jar) throws IOException {
    CRC32 one = new CRC32();
    CRC32C other = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new FileInputStream(jar)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        one.update(buffer, 0, read);
        other.update(buffer, 0, read);
      }
    }
    return " " + one.getValue() + " " + other.getValue();
  }

  private static String jvm() {
    StringBuilder jvm = new StringBuilder();
    for (String key :
        new String[] {
          "java.vm.name",
          "java.vm.version",
          "java.vm.vendor",
          "java.runtime.version",
          "os.name",
          "os.arch",
          "java.home"
        }) {
      jvm.append('\n').append(key).append(' ').append(System.getProperty(key));
    }
    File modules = new File(System.getProperty("java.home"), "lib/modules");
    return jvm.append("\nmodules ")
        .append(modules.length())
        .append(' ')
        .append(modules.lastModified())
        .append("\nvectors ")
        .append(PlainCopies.areNeeded())
        .toString();
  }
}
