package io.trackmemory.tracker.agent;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A call of a hook, to be written at the begin or the end of a method, and how calls elsewhere are
 * written. Not a lambda: linking one loads hundreds of classes, and this is written inside the
 * transformer, where they would be missed.
 *
 * @param number passed as the last argument where the descriptor takes one
 * @param result what is done with results: {@code NOT_STORED}, or the local variable that keeps
 *     that of the call, or {@code RETURNED} to pass what the method is about to return, in one slot
 * @param variables local variables with the references that are passed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HookCall(
    String owner, String name, String descriptor, int number, int result, int... variables) {

  /** Internal name of the hook where rewritten code finds it. */
  static final String HOOK = "java/lang/TrackMemoryHook";

  /** The same of those that have a room of their own. */
  static final String LOOKUPS = "java/lang/TrackMemoryLookups";

  static final String CONTRACTS = "java/lang/TrackMemoryContracts";
  static final String NATIVE_CALLS = "java/lang/TrackMemoryNativeCalls";
  static final String NATIVE_MEMORY = "java/lang/TrackMemoryNativeMemory";

  /** Where rewritten code reads whether objects are followed. */
  static final String FOLLOW_SWITCH = "java/lang/TrackMemoryFollowSwitch";

  /** All of them. */
  static final List<String> ENTRY_POINTS =
      List.of(HOOK, LOOKUPS, CONTRACTS, NATIVE_CALLS, NATIVE_MEMORY, FOLLOW_SWITCH);

  private static final int NOT_STORED = -1;
  private static final int RETURNED = -2;

  /** Without arguments. */
  static HookCall plain(String name) {
    return new HookCall(HOOK, name, "()V", 0, NOT_STORED);
  }

  /** With a number. */
  static HookCall number(String name, int number) {
    return new HookCall(HOOK, name, "(I)V", number, NOT_STORED);
  }

  /** With the reference in a local variable. */
  static HookCall reference(String name, int variable) {
    return variables(name, "(Ljava/lang/Object;)V", variable);
  }

  /** With the references in local variables. */
  static HookCall variables(String name, String descriptor, int... variables) {
    return new HookCall(HOOK, name, descriptor, 0, NOT_STORED, variables);
  }

  /** With {@code this} and a number. */
  static HookCall object(String name, int number) {
    return new HookCall(HOOK, name, "(Ljava/lang/Object;I)V", number, NOT_STORED, 0);
  }

  /** With the result that is about to be returned, in one slot, and the references in variables. */
  static HookCall result(String name, String descriptor, int... variables) {
    return new HookCall(HOOK, name, descriptor, 0, RETURNED, variables);
  }

  /** The same call of another entry point. */
  HookCall of(String other) {
    return new HookCall(other, name, descriptor, number, result, variables);
  }

  /** The same call, and keeps its result in a local variable. */
  HookCall storedIn(int variable) {
    return new HookCall(owner, name, descriptor, number, variable, variables);
  }

  void write(MethodVisitor out) {
    if (result == RETURNED) {
      out.visitInsn(Opcodes.DUP);
    }
    for (int variable : variables) {
      out.visitVarInsn(Opcodes.ALOAD, variable);
    }
    if (descriptor.endsWith("I)V")) {
      push(out, number);
    }
    out.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    if (result >= 0) {
      out.visitVarInsn(Opcodes.ASTORE, result);
    }
  }

  static void push(MethodVisitor out, int value) {
    if (value >= -1 && value <= 5) {
      out.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value <= Byte.MAX_VALUE) {
      out.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value <= Short.MAX_VALUE) {
      out.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      out.visitLdcInsn(value);
    }
  }

  static void call(MethodVisitor out, String name, String descriptor) {
    out.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, descriptor, false);
  }

  /** Calls a hook that takes a number. */
  static void call(MethodVisitor out, String name, int argument) {
    push(out, argument);
    call(out, name, "(I)V");
  }

  /** Calls a hook with the object on top of the stack, which stays there, and a site. */
  static void withTop(MethodVisitor out, String name, String descriptor, int site) {
    out.visitInsn(Opcodes.DUP);
    push(out, site);
    call(out, name, descriptor);
  }
}
