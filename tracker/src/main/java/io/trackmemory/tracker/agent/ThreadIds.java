package io.trackmemory.tracker.agent;

import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * How {@code java.lang} code reads a thread's identifier without running what a subclass of {@code
 * Thread} overrides: {@code Thread.threadId}, which is final, or on older JVMs the field itself.
 */
final class ThreadIds {

  private static final String UNSAFE = "jdk/internal/misc/Unsafe";

  private final long fieldOffset;

  private ThreadIds(long fieldOffset) {
    this.fieldOffset = fieldOffset;
  }

  static ThreadIds ofThisJvm() throws ReflectiveOperationException {
    if (Runtime.version().feature() >= 19) {
      return new ThreadIds(-1);
    }
    Class<?> unsafe = Class.forName(UNSAFE.replace('/', '.'));
    Object instance = unsafe.getMethod("getUnsafe").invoke(null);
    Method offset = unsafe.getMethod("objectFieldOffset", Class.class, String.class);
    return new ThreadIds((Long) offset.invoke(instance, Thread.class, "tid"));
  }

  /** Writes the body; what is visited of the old one goes nowhere. */
  MethodVisitor replaceBody(MethodVisitor out) {
    out.visitCode();
    if (fieldOffset < 0) {
      out.visitVarInsn(Opcodes.ALOAD, 0);
      out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Thread", "threadId", "()J", false);
    } else {
      out.visitMethodInsn(Opcodes.INVOKESTATIC, UNSAFE, "getUnsafe", "()L" + UNSAFE + ";", false);
      out.visitVarInsn(Opcodes.ALOAD, 0);
      out.visitLdcInsn(fieldOffset);
      out.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, UNSAFE, "getLong", "(Ljava/lang/Object;J)J", false);
    }
    out.visitInsn(Opcodes.LRETURN);
    out.visitMaxs(4, 1);
    out.visitEnd();
    return new MethodVisitor(Opcodes.ASM9) {};
  }
}
