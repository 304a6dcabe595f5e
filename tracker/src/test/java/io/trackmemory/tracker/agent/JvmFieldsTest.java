package io.trackmemory.tracker.agent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** Value classes cannot be had yet: what asks for them asks for another kind of class here. */
class JvmFieldsTest {

  private record Pair(int one, int other) {}

  @Test
  void isValue_asksTheClass() throws ReflectiveOperationException {
    JvmFields records = new JvmFields(-1, 0, "isRecord");
    Method asked =
        define(out -> assertThat(records.replaceBody("isValue", out)).isNotNull())
            .getMethod("isValue", Object.class);

    assertThat(asked.invoke(null, new Pair(1, 2))).isEqualTo(true);
    assertThat(asked.invoke(null, "text")).isEqualTo(false);
  }

  @Test
  void isValue_whereThereIsNone_staysAsItIs() {
    JvmFields none = new JvmFields(-1, 0, null);
    MethodVisitor unused =
        new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitCode() {
            throw new AssertionError("a body is written");
          }

          @Override
          public void visitLabel(Label label) {
            throw new AssertionError("a body is written");
          }
        };

    assertThat(none.replaceBody("isValue", unused)).isNull();
  }

  @Test
  void followedClass_isAmongThoseToLookAt() {
    byte[] followed =
        requireNonNull(
            ClassFile.find(getClass().getClassLoader(), "io/trackmemory/tracker/hook/Followed"));

    assertThat(new JvmFields(-1, 0, null).mayReplaceIn(followed)).isTrue();
  }

  private static Class<?> define(Consumer<MethodVisitor> body) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Asks", null, "java/lang/Object", null);
    body.accept(
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "isValue",
            "(Ljava/lang/Object;)Z",
            null,
            null));
    writer.visitEnd();
    return new Generated().define("Asks", writer.toByteArray());
  }
}
