package io.trackmemory.tracker.agent;

import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the methods behind the Vector API that the JIT compiler replaces as a whole: their
 * callers call the copies, which mean nothing to the compiler, so that the vectors that the code
 * makes are made and counted however often it has run. (Counted at the callers, a vector would
 * escape, and the arrays that are made on the way to it be missed.)
 *
 * <p>Made only where the module of the Vector API is there, as otherwise nothing is replaced. Set
 * once, before the first class is rewritten; any thread may ask.
 */
final class PlainCopies {

  /** The classes that have the methods; the second from JDK 25 on. */
  static final List<String> OWNERS =
      List.of("jdk/internal/vm/vector/VectorSupport", "jdk/internal/vm/vector/Float16Math");

  private static final String TO = HookDefinition.TO + "Plain";
  private static final String MODULE = "jdk.incubator.vector";

  /* By class: names and descriptors. */
  private static volatile Map<String, Set<String>> copied = Map.of();

  private PlainCopies() {}

  /** Defines them where they are needed. */
  static void define(MethodHandles.Lookup javaLang) throws IllegalAccessException {
    if (!areNeeded()) {
      return;
    }
    Map<String, Set<String>> all = new HashMap<>();
    for (String owner : OWNERS) {
      byte[] file = ClassFile.find(null, owner);
      if (file != null) {
        ClassFile opened = ClassFile.open(file);
        Set<String> methods = Intrinsics.plain(opened.reader());
        javaLang.defineClass(opened.withVersion(copy(opened.reader(), owner, methods)));
        all.put(owner, methods);
      }
    }
    copied = all;
  }

  /** The class with the copy of a method; null for a method that has none. */
  static @Nullable String of(String owner, String name, String descriptor) {
    Set<String> methods = copied.get(owner);
    return methods != null && methods.contains(name + descriptor) ? nameOf(owner) : null;
  }

  /** Whether the module of the Vector API is there. */
  static boolean areNeeded() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** Whether a class has methods with copies. */
  static boolean isOwner(String owner) {
    return copied.containsKey(owner);
  }

  private static String nameOf(String owner) {
    return TO + owner.substring(owner.lastIndexOf('/') + 1);
  }

  static byte[] copy(ClassReader reader, String owner, Set<String> methods) {
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              @Nullable String signature,
              @Nullable String superName,
              String @Nullable [] interfaces) {
            int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
            writer.visit(version, flags, nameOf(owner), null, "java/lang/Object", null);
          }

          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
            return methods.contains(name + descriptor)
                ? new Body(writer.visitMethod(flags, name, descriptor, null, exceptions))
                : null;
          }
        },
        ClassReader.SKIP_DEBUG);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /* Without annotations, and with assertions off: what they ask is private. */
  private static final class Body extends MethodVisitor {

    Body(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return null;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (name.equals(Intrinsics.ASSERTIONS)) {
        super.visitInsn(Opcodes.ICONST_1);
      } else {
        super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    }
  }
}
