package io.trackmemory.tracker.jdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Writes classes of the JDK in which a method or field has another name, as a newer JDK or a
 * vendor's may have them, for {@code --patch-module}.
 */
final class ChangedJdk extends ClassVisitor {

  private final String name;
  private final String descriptor;

  private ChangedJdk(ClassVisitor next, String name, String descriptor) {
    super(Opcodes.ASM9, next);
    this.name = name;
    this.descriptor = descriptor;
  }

  /** Renames a member in classes, which are all that know it. */
  static void rename(Path folder, String name, String descriptor, List<String> classNames)
      throws IOException {
    for (String className : classNames) {
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(JdkClasses.file(className))
          .accept(new ChangedJdk(writer, name, descriptor), 0);
      Path file = folder.resolve(className + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, writer.toByteArray());
    }
  }

  private String renamed(String member, String itsDescriptor) {
    return member.equals(name) && itsDescriptor.equals(descriptor) ? member + "Anew" : member;
  }

  @Override
  public FieldVisitor visitField(
      int access, String field, String type, @Nullable String signature, @Nullable Object value) {
    return super.visitField(access, renamed(field, type), type, signature, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String method,
      String type,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor out =
        super.visitMethod(access, renamed(method, type), type, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, out) {
      @Override
      public void visitFieldInsn(int opcode, String owner, String field, String itsType) {
        super.visitFieldInsn(opcode, owner, renamed(field, itsType), itsType);
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String itsType, boolean isInterface) {
        super.visitMethodInsn(opcode, owner, renamed(called, itsType), itsType, isInterface);
      }
    };
  }
}
