package io.trackmemory.tracker.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Surrounds the whole body of a method with a call at its begin and one at its end, however it
 * ends.
 */
class SpanWriter extends MethodVisitor {

  private final HookCall begin;
  private final HookCall end;
  private final HookCall failure;
  private final boolean frames;
  private final Object[] frameLocals;
  private final Label first = new Label();

  /**
   * Creates the writer.
   *
   * @param frames whether the class has stack map frames
   * @param thisType internal name of the class if the end call needs {@code this}, else empty
   */
  SpanWriter(MethodVisitor next, HookCall begin, HookCall end, boolean frames, String thisType) {
    this(next, begin, end, end, frames, thisType);
  }

  /** The same with another call where it ends by an exception. */
  SpanWriter(
      MethodVisitor next,
      HookCall begin,
      HookCall end,
      HookCall failure,
      boolean frames,
      String thisType) {
    super(Opcodes.ASM9, next);
    this.begin = begin;
    this.end = end;
    this.failure = failure;
    this.frames = frames;
    this.frameLocals = thisType.isEmpty() ? new Object[0] : new Object[] {thisType};
  }

  @Override
  public void visitCode() {
    super.visitCode();
    begin.write(mv);
    handled();
  }

  /** What follows ends with the call, however it ends. */
  void handled() {
    super.visitLabel(first);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      end.write(mv);
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    handler();
    super.visitMaxs(Math.max(maxStack, 1) + 4, maxLocals);
  }

  /** Writes what runs where it ends by an exception. */
  void handler() {
    Label handler = new Label();
    super.visitLabel(handler);
    if (frames) {
      super.visitFrame(
          Opcodes.F_FULL, frameLocals.length, frameLocals, 1, new Object[] {"java/lang/Throwable"});
    }
    failure.write(mv);
    super.visitInsn(Opcodes.ATHROW);
    super.visitTryCatchBlock(first, handler, handler, null);
  }
}
