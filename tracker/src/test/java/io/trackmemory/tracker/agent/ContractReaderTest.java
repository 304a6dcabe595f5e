package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.spi.AllocationContract;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class ContractReaderTest {

  private static final String AT_MOST = "Lio/trackmemory/annotations/Allocates;";

  private static TypeContracts read(ClassWriter type, TypeContracts... inherited) {
    return ContractReader.read(new ClassReader(type.toByteArray()), List.of(inherited)).contracts();
  }

  private static ClassWriter type(String name) {
    ClassWriter type = new ClassWriter(0);
    type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    return type;
  }

  private static MethodVisitor method(ClassWriter type, int access, String descriptor) {
    MethodVisitor method = type.visitMethod(access, "take", descriptor, null, null);
    method.visitCode();
    return method;
  }

  /* Of one contract on one method. */
  private static TypeContracts above(int access, long atMost) {
    ClassWriter type = type("one/Above");
    MethodVisitor method = method(type, access, "()V");
    AnnotationVisitor contract = method.visitAnnotation(AT_MOST, false);
    contract.visit("atMost", atMost);
    contract.visitEnd();
    return read(type);
  }

  private static List<AllocationContract> below(String name, int access, TypeContracts above) {
    ClassWriter type = type(name);
    method(type, access, "()V");
    return read(type, above).on("take", "()V");
  }

  @Test
  void read_givesValuesAsWritten() {
    assertThat(above(Opcodes.ACC_PUBLIC, 2).on("take", "()V"))
        .containsExactly(
            new AllocationContract(false, Optional.of(2L), Optional.empty(), "one.Above"));
  }

  @Test
  void inherits_whatIsOverridden() {
    assertThat(below("two/Below", Opcodes.ACC_PUBLIC, above(Opcodes.ACC_PROTECTED, 2))).hasSize(1);
    assertThat(below("one/Below", 0, above(0, 2))).hasSize(1);
  }

  @Test
  void inherits_notWhatOnlyHasTheSameName() {
    assertThat(below("two/Below", Opcodes.ACC_PUBLIC, above(0, 2))).isEmpty();
    assertThat(below("one/Below", Opcodes.ACC_PUBLIC, above(Opcodes.ACC_PRIVATE, 2))).isEmpty();
    assertThat(below("one/Below", Opcodes.ACC_STATIC, above(Opcodes.ACC_STATIC, 2))).isEmpty();
  }

  @Test
  void inherits_throughOnesThatDoNotOverride() {
    TypeContracts between = read(type("one/Between"), above(Opcodes.ACC_PUBLIC, 2));
    assertThat(between.areOnCode()).isFalse();
    assertThat(below("two/Below", Opcodes.ACC_PUBLIC, between)).hasSize(1);
  }

  @Test
  void bridge_passesItOnToWhatItCalls() {
    ClassWriter type = type("one/Below");
    method(type, Opcodes.ACC_PUBLIC, "(I)V");
    MethodVisitor bridge =
        method(type, Opcodes.ACC_PUBLIC | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC, "()V");
    bridge.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "one/Below", "take", "(I)V", false);
    bridge.visitMaxs(1, 1);
    TypeContracts read = read(type, above(Opcodes.ACC_PUBLIC, 2));
    assertThat(read.on("take", "()V")).isEmpty();
    assertThat(read.on("take", "(I)V")).hasSize(1);
  }

  @Test
  void inherits_onceFromTwoSides() {
    TypeContracts above = above(Opcodes.ACC_PUBLIC, 2);
    TypeContracts one = read(type("one/One"), above);
    TypeContracts two = read(type("one/Two"), above);
    ClassWriter type = type("one/Below");
    method(type, Opcodes.ACC_PUBLIC, "()V");
    assertThat(read(type, one, two).on("take", "()V")).hasSize(1);
  }
}
