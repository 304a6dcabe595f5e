package io.trackmemory.tracker.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Surrounds a constructor with a call at its begin and one at its end, however it ends once it has
 * called another one. Before that no handler may stand around code: what begins there and throws
 * has no end, and whoever waits for it has to see to that.
 */
class ConstructorSpanWriter extends SpanWriter {

  /* Objects that were made, but for this one, and whose constructor is still to be called. */
  private int made;
  private boolean initialised;

  /**
   * Creates the writer.
   *
   * @param frames whether the class has stack map frames
   */
  ConstructorSpanWriter(MethodVisitor next, HookCall begin, HookCall end, boolean frames) {
    super(next, begin, end, end, frames, "");
  }

  @Override
  void handled() {} // not before the other constructor

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
    boolean constructs = opcode == Opcodes.INVOKESPECIAL && name.equals("<init>");
    boolean other = constructs && !initialised && made == 0;
    if (other) {
      beforeOther();
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (other) {
      initialised = true;
      super.handled();
    } else if (constructs && !initialised) {
      made--;
    }
  }

  /** The other constructor is about to be called. */
  void beforeOther() {}

  @Override
  void handler(HookCall call) {
    if (initialised) {
      super.handler(call);
    }
  }
}
