package io.trackmemory.tracker.jdk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** What the classes of a JDK have: read from the image of the one that runs, or made up. */
final class JdkClasses {

  /** A method or field, its descriptor, and whether it is static. */
  record Member(String name, String descriptor, boolean isStatic) {}

  private final Map<String, List<Member>> methods = new HashMap<>();
  private final Map<String, List<Member>> fields = new HashMap<>();

  /**
   * Reads those of the classes in the image that some rule may be about.
   *
   * @param beginnings of their names
   */
  static JdkClasses ofThisJdk(Collection<String> beginnings) throws IOException {
    JdkClasses classes = new JdkClasses();
    try (Stream<Path> files = Files.walk(image())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.getNameCount() > 3 && file.toString().endsWith(".class")) {
          String name = file.subpath(2, file.getNameCount()).toString();
          if (beginnings.stream().anyMatch(name::startsWith)) {
            classes.read(new ClassReader(Files.readAllBytes(file)));
          }
        }
      }
    }
    return classes;
  }

  private static Path image() {
    return FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
  }

  /** The file of a class. */
  static byte[] file(String className) throws IOException {
    String folder = className.substring(0, className.lastIndexOf('/')).replace('/', '.');
    Path module = image().resolveSibling("packages").resolve(folder);
    try (Stream<Path> links = Files.list(module)) {
      for (Path link : links.toList()) {
        Path file = image().resolve(link.getFileName()).resolve(className + ".class");
        if (Files.exists(file)) {
          return Files.readAllBytes(file);
        }
      }
    }
    throw new IOException("no file of " + className);
  }

  JdkClasses addType(String name) {
    methods.putIfAbsent(name, new ArrayList<>());
    fields.putIfAbsent(name, new ArrayList<>());
    return this;
  }

  JdkClasses addMethod(String owner, String name, String descriptor) {
    addType(owner)
        .methods
        .computeIfAbsent(owner, each -> new ArrayList<>())
        .add(new Member(name, descriptor, false));
    return this;
  }

  JdkClasses addField(String owner, String name, boolean isStatic) {
    addType(owner)
        .fields
        .computeIfAbsent(owner, each -> new ArrayList<>())
        .add(new Member(name, "", isStatic));
    return this;
  }

  Set<String> names() {
    return methods.keySet();
  }

  List<Member> methods(String owner) {
    return methods.getOrDefault(owner, List.of());
  }

  List<Member> fields(String owner) {
    return fields.getOrDefault(owner, List.of());
  }

  private void read(ClassReader reader) {
    String owner = reader.getClassName();
    addType(owner);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable FieldVisitor visitField(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              @Nullable Object value) {
            addField(owner, name, (access & Opcodes.ACC_STATIC) != 0);
            return null;
          }

          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            addMethod(owner, name, descriptor);
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }
}
