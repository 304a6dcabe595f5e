package io.trackmemory.tracker.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Classes made by the tests, in a loader that knows nothing else but {@code java.*}. */
final class Generated extends ClassLoader {

  private final Map<String, byte[]> classFiles = new HashMap<>();

  Generated() {
    super("generated", null);
  }

  /** Adds a class with a public constructor. */
  Generated add(String name, String superName, Consumer<ClassWriter> methods) {
    return addClass(
        name,
        superName,
        writer -> {
          MethodVisitor constructor =
              writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
          constructor.visitCode();
          constructor.visitVarInsn(Opcodes.ALOAD, 0);
          constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", "()V", false);
          constructor.visitInsn(Opcodes.RETURN);
          constructor.visitMaxs(0, 0);
          constructor.visitEnd();
          methods.accept(writer);
        });
  }

  /** Adds a class with what is given only. */
  Generated addClass(String name, String superName, Consumer<ClassWriter> methods) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC,
        name,
        null,
        superName,
        new String[] {"java/lang/Runnable", "java/lang/Cloneable"});
    methods.accept(writer);
    writer.visitEnd();
    classFiles.put(name, writer.toByteArray());
    return this;
  }

  /** A public method {@code run} without result. */
  static void run(ClassWriter writer, Consumer<MethodVisitor> body) {
    method(writer, "run", "()V", body.andThen(code -> code.visitInsn(Opcodes.RETURN)));
  }

  static void method(
      ClassWriter writer, String name, String descriptor, Consumer<MethodVisitor> body) {
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
    code.visitCode();
    body.accept(code);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Makes objects and forgets them, in that many instructions of seven bytes each. */
  static void makeObjects(MethodVisitor code, int count) {
    for (int i = 0; i < count; i++) {
      code.visitTypeInsn(Opcodes.NEW, "java/lang/Object");
      code.visitInsn(Opcodes.DUP);
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
      code.visitInsn(Opcodes.POP);
    }
  }

  byte[] classFile(String name) {
    return Objects.requireNonNull(classFiles.get(name));
  }

  Class<?> define(String name, byte[] classFile) {
    return defineClass(name, classFile, 0, classFile.length);
  }

  Runnable newInstance(String name) throws ReflectiveOperationException {
    return (Runnable) loadClass(name).getDeclaredConstructor().newInstance();
  }

  @Override
  protected Class<?> findClass(@Nullable String name) throws ClassNotFoundException {
    byte[] classFile = classFiles.get(String.valueOf(name));
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, classFile, 0, classFile.length);
  }
}
