package io.trackmemory.tracker.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A call of a hook, to be written at the begin or the end of a method. Not a lambda: linking one
 * loads hundreds of classes, and this is written inside the transformer, where they would be
 * missed.
 */
final class HookCall {

  private static final int NOT_STORED = -1;
  private static final int RETURNED = -2;

  private final String owner;
  private final String name;
  private final String descriptor;
  private final int[] variables;
  private final int stored;

  /* Passed as the last argument where the descriptor takes one. */
  private final int number;

  private HookCall(
      String owner, String name, String descriptor, int number, int stored, int... variables) {
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
    this.number = number;
    this.stored = stored;
    this.variables = variables;
  }

  /** Without arguments. */
  static HookCall plain(String owner, String name) {
    return new HookCall(owner, name, "()V", 0, NOT_STORED);
  }

  /** With a number. */
  static HookCall number(String owner, String name, int number) {
    return new HookCall(owner, name, "(I)V", number, NOT_STORED);
  }

  /** With the references in local variables. */
  static HookCall variables(String owner, String name, String descriptor, int... variables) {
    return new HookCall(owner, name, descriptor, 0, NOT_STORED, variables);
  }

  /** With {@code this} and a number. */
  static HookCall object(String owner, String name, int number) {
    return new HookCall(owner, name, "(Ljava/lang/Object;I)V", number, NOT_STORED, 0);
  }

  /** With the result that is about to be returned, in one slot, and the references in variables. */
  static HookCall result(String owner, String name, String descriptor, int... variables) {
    return new HookCall(owner, name, descriptor, 0, RETURNED, variables);
  }

  /** The same call, and keeps its result in a local variable. */
  HookCall storedIn(int variable) {
    return new HookCall(owner, name, descriptor, number, variable, variables);
  }

  void write(MethodVisitor out) {
    if (stored == RETURNED) {
      out.visitInsn(Opcodes.DUP);
    }
    for (int variable : variables) {
      out.visitVarInsn(Opcodes.ALOAD, variable);
    }
    if (descriptor.endsWith("I)V")) {
      HookCalls.push(out, number);
    }
    out.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    if (stored >= 0) {
      out.visitVarInsn(Opcodes.ASTORE, stored);
    }
  }
}
