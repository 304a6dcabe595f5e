package io.trackmemory.tracker.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Surrounds a constructor with a call at its begin and one at its end, however it ends once it has
 * called another one. Before that no handler may stand around code: what begins there and throws
 * has no end, and whoever waits for it has to see to that.
 */
final class ConstructorSpanWriter extends MethodVisitor {

  private final HookCall begin;
  private final HookCall end;
  private final boolean frames;
  private final Label first = new Label();
  /* Objects that were made, but for this one, and whose constructor is still to be called. */
  private int made;
  private boolean initialised;

  /**
   * Creates the writer.
   *
   * @param frames whether the class has stack map frames
   */
  ConstructorSpanWriter(MethodVisitor next, HookCall begin, HookCall end, boolean frames) {
    super(Opcodes.ASM9, next);
    this.begin = begin;
    this.end = end;
    this.frames = frames;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    begin.write(mv);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    super.visitTypeInsn(opcode, type);
    if (opcode == Opcodes.NEW && !initialised) {
      made++;
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (initialised || opcode != Opcodes.INVOKESPECIAL || !name.equals("<init>")) {
      return;
    }
    if (made > 0) {
      made--;
      return;
    }
    initialised = true;
    super.visitLabel(first);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.RETURN) {
      end.write(mv);
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (initialised) {
      Label handler = new Label();
      super.visitLabel(handler);
      if (frames) {
        super.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
      }
      end.write(mv);
      super.visitInsn(Opcodes.ATHROW);
      super.visitTryCatchBlock(first, handler, handler, null);
    }
    super.visitMaxs(Math.max(maxStack, 1) + 4, maxLocals);
  }
}
