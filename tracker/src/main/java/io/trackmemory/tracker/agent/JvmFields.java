package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.jdk.JdkMember;
import io.trackmemory.tracker.jdk.Need;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * How {@code java.lang} code reads what a thread and a throwable hide.
 *
 * <p>A thread's identifier without running what a subclass of {@code Thread} overrides: {@code
 * Thread.threadId}, which is final, or on older JVMs the field itself. A throwable's backtrace: the
 * field, which reflection does not show. Whether an object is of a value class, where there are any
 * (JDK 28 with previews): no reference may refer to one.
 */
final class JvmFields {

  private static final String THREAD_ID = "threadId";
  private static final String BACKTRACE = "backtrace";
  private static final String IS_VALUE = "isValue";

  private static final String UNSAFE = "jdk/internal/misc/Unsafe";

  /** What it reads; without it the agent does not start, and nothing is certified. */
  static final List<JdkMember<Need>> RULES =
      List.of(
          JdkMember.field(Need.COUNTING, "java/lang/Thread.tid"), // read before 19 only
          JdkMember.method(Need.COUNTING, "java/lang/Thread.threadId()J").since(19),
          JdkMember.field(Need.COUNTING, "java/lang/Throwable.backtrace").neededFor(Need.COUNTING),
          JdkMember.method(Need.COUNTING, UNSAFE + ".getLong(Ljava/lang/Object;J)J"),
          JdkMember.method(
              Need.COUNTING, UNSAFE + ".getReference(Ljava/lang/Object;J)Ljava/lang/Object;"));

  private final long threadIdOffset;
  private final long backtraceOffset;
  private final @Nullable String isValue;

  /**
   * What this JVM is like.
   *
   * @param threadIdOffset -1 where there is a method for it
   * @param isValue the method of {@code Class} that tells a value class; null where there is none
   */
  JvmFields(long threadIdOffset, long backtraceOffset, @Nullable String isValue) {
    this.threadIdOffset = threadIdOffset;
    this.backtraceOffset = backtraceOffset;
    this.isValue = isValue;
  }

  static JvmFields ofThisJvm() throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName(UNSAFE.replace('/', '.'));
    Object instance = unsafe.getMethod("getUnsafe").invoke(null);
    Method offset = unsafe.getMethod("objectFieldOffset", Class.class, String.class);
    long threadId =
        Runtime.version().feature() >= 19
            ? -1
            : (Long) offset.invoke(instance, Thread.class, "tid");
    return new JvmFields(
        threadId,
        (Long) offset.invoke(instance, Throwable.class, BACKTRACE),
        hasValueClasses() ? IS_VALUE : null);
  }

  private static boolean hasValueClasses() {
    try {
      return Class.class.getMethod(IS_VALUE).getReturnType() == boolean.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** All that differs from one JVM to the next. */
  @Override
  public String toString() {
    return threadIdOffset + " " + backtraceOffset + " " + isValue;
  }

  /** Whether a class may have such a method: its file mentions the name. */
  boolean mayReplaceIn(byte[] classFile) {
    String text = new String(classFile, StandardCharsets.ISO_8859_1);
    return text.contains(THREAD_ID) || text.contains(BACKTRACE) || text.contains(IS_VALUE);
  }

  /**
   * Writes the body of a method of the hook that reads such a field; what is visited of the old one
   * goes nowhere.
   *
   * @return null where the method is to stay as it is
   */
  @Nullable MethodVisitor replaceBody(String method, MethodVisitor out) {
    switch (method) {
      case THREAD_ID -> readThreadId(out);
      case BACKTRACE -> readBacktrace(out);
      case IS_VALUE -> {
        if (isValue == null) {
          return null;
        }
        askClass(out, isValue);
      }
      default -> {
        return null;
      }
    }
    out.visitMaxs(4, 1);
    out.visitEnd();
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return out.visitAnnotation(type, visible);
      }
    };
  }

  private void readThreadId(MethodVisitor out) {
    out.visitCode();
    if (threadIdOffset < 0) {
      out.visitVarInsn(Opcodes.ALOAD, 0);
      out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Thread", THREAD_ID, "()J", false);
    } else {
      readField(out, threadIdOffset, "getLong", "J");
    }
    out.visitInsn(Opcodes.LRETURN);
  }

  private void readBacktrace(MethodVisitor out) {
    out.visitCode();
    readField(out, backtraceOffset, "getReference", "Ljava/lang/Object;");
    out.visitInsn(Opcodes.ARETURN);
  }

  private static void askClass(MethodVisitor out, String method) {
    out.visitCode();
    out.visitVarInsn(Opcodes.ALOAD, 0);
    out.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false);
    out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Class", method, "()Z", false);
    out.visitInsn(Opcodes.IRETURN);
  }

  private static void readField(MethodVisitor out, long offset, String reader, String type) {
    out.visitMethodInsn(Opcodes.INVOKESTATIC, UNSAFE, "getUnsafe", "()L" + UNSAFE + ";", false);
    out.visitVarInsn(Opcodes.ALOAD, 0);
    out.visitLdcInsn(offset);
    out.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, UNSAFE, reader, "(Ljava/lang/Object;J)" + type, false);
  }
}
