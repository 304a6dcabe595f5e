package io.trackmemory.tracker.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Writes a call at the begin of a method, one at each normal end, and one where it ends by an
 * exception, as far as there are such.
 */
class SpanWriter extends MethodVisitor {

  private final @Nullable HookCall begin;
  private final @Nullable HookCall end;
  private final @Nullable HookCall failure;
  private final boolean frames;
  private final Object[] frameLocals;
  private final Label first = new Label();

  /**
   * Creates the writer.
   *
   * @param frames whether the class has stack map frames
   * @param thisType internal name of the class if the last call needs {@code this}, else empty
   */
  SpanWriter(
      MethodVisitor next,
      @Nullable HookCall begin,
      @Nullable HookCall end,
      @Nullable HookCall failure,
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
    if (begin != null) {
      begin.write(mv);
    }
    handled();
  }

  /** What follows ends with the call, however it ends. */
  void handled() {
    if (failure != null) {
      super.visitLabel(first);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (end != null && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      end.write(mv);
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (failure != null) {
      handler(failure);
    }
    super.visitMaxs(Math.max(maxStack, 1) + 4, maxLocals);
  }

  /** Writes what runs where it ends by an exception. */
  void handler(HookCall call) {
    Label handler = new Label();
    super.visitLabel(handler);
    if (frames) {
      super.visitFrame(
          Opcodes.F_FULL, frameLocals.length, frameLocals, 1, new Object[] {"java/lang/Throwable"});
    }
    call.write(mv);
    super.visitInsn(Opcodes.ATHROW);
    super.visitTryCatchBlock(first, handler, handler, null);
  }
}
