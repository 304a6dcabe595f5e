package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import io.trackmemory.tracker.gate.AccountView;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes the calls between which the JVM's counter is read for native code. */
final class NativeWriter {

  private static final String HOOK = HookCalls.NATIVE_CALLS;

  /** Around a body that the JIT compiler replaces. */
  static final HookCall BODY_BEGINS =
      HookCall.number(HOOK, "bodyBegins", AccountView.CAUSES.indexOf(Cause.INTRINSICS));

  static final HookCall BODY_ENDS = HookCall.plain(HOOK, "bodyEnds");

  /** Around what a native method calls. */
  static final HookCall UPCALL_BEGINS = HookCall.number(HOOK, "upcall", 1);

  static final HookCall UPCALL_ENDS = HookCall.number(HOOK, "upcall", -1);

  /** Before transformers run: name and file of the class. */
  static final HookCall TRANSFORM_BEGINS =
      HookCall.variables(HOOK, "transformBegins", "(Ljava/lang/String;[B)V", 3, 6);

  private NativeWriter() {}

  static void begin(MethodVisitor out, Cause cause) {
    call(out, "begin", AccountView.CAUSES.indexOf(cause));
  }

  static void end(MethodVisitor out) {
    call(out, "end");
  }

  private static void call(MethodVisitor out, String name) {
    out.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, "()V", false);
  }

  private static void call(MethodVisitor out, String name, int argument) {
    HookCalls.push(out, argument);
    out.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, "(I)V", false);
  }
}
