package io.trackmemory.tracker.agent;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes calls of the hook. */
final class HookCalls {

  /** Internal name of the hook where rewritten code finds it. */
  static final String HOOK = "java/lang/TrackMemoryHook";

  /** The same of those that have a room of their own. */
  static final String LOOKUPS = "java/lang/TrackMemoryLookups";

  static final String NATIVE_CALLS = "java/lang/TrackMemoryNativeCalls";
  static final String NATIVE_MEMORY = "java/lang/TrackMemoryNativeMemory";

  /** Where rewritten code reads whether objects are followed. */
  static final String FOLLOW_SWITCH = "java/lang/TrackMemoryFollowSwitch";

  /** All of them. */
  static final List<String> ENTRY_POINTS =
      List.of(HOOK, LOOKUPS, NATIVE_CALLS, NATIVE_MEMORY, FOLLOW_SWITCH);

  private HookCalls() {}

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
