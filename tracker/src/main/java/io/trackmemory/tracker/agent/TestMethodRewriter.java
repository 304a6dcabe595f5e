package io.trackmemory.tracker.agent;

import static io.trackmemory.tracker.agent.HookCall.call;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Marks, in a method of a test class, each call into an assertion or mocking library as test code.
 * Such a call often ends by an exception: a handler in the test class begins with its own code
 * again.
 */
final class TestMethodRewriter extends MethodVisitor {

  private final Set<Label> handlers = new HashSet<>();
  private boolean atHandler;

  TestMethodRewriter(MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    handlers.add(handler);
    super.visitTryCatchBlock(start, end, handler, type);
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    atHandler |= handlers.contains(label);
  }

  private void beforeInstruction() {
    if (atHandler) {
      atHandler = false;
      call(mv, "testCode", 0);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    beforeInstruction();
    boolean library = TestClasses.isTestLibrary(owner);
    if (library) {
      call(mv, "testCode", 1);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (library) {
      call(mv, "testCode", 0);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    beforeInstruction();
    super.visitInsn(opcode);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    beforeInstruction();
    super.visitVarInsn(opcode, index);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    beforeInstruction();
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String type) {
    beforeInstruction();
    super.visitFieldInsn(opcode, owner, name, type);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    beforeInstruction();
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    beforeInstruction();
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitLdcInsn(Object value) {
    beforeInstruction();
    super.visitLdcInsn(value);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + 1, maxLocals);
  }
}
