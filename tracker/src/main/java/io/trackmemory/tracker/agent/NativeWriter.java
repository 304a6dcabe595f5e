package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import io.trackmemory.tracker.record.AccountView;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes the calls between which the JVM's counter is read for native code. */
final class NativeWriter {

  private static final String HOOK = "java/lang/TrackMemoryNativeCalls";

  private NativeWriter() {}

  static void begin(MethodVisitor out, Cause cause) {
    call(out, "begin", AccountView.CAUSES.indexOf(cause));
  }

  static void end(MethodVisitor out) {
    call(out, "end");
  }

  static void bodyBegins(MethodVisitor out) {
    call(out, "bodyBegins", AccountView.CAUSES.indexOf(Cause.INTRINSICS));
  }

  static void bodyEnds(MethodVisitor out) {
    call(out, "bodyEnds");
  }

  static void upcallBegins(MethodVisitor out) {
    call(out, "upcall", 1);
  }

  static void upcallEnds(MethodVisitor out) {
    call(out, "upcall", -1);
  }

  static void transformBegins(MethodVisitor out) {
    out.visitVarInsn(Opcodes.ALOAD, 3);
    out.visitVarInsn(Opcodes.ALOAD, 6);
    out.visitMethodInsn(
        Opcodes.INVOKESTATIC, HOOK, "transformBegins", "(Ljava/lang/String;[B)V", false);
  }

  private static void call(MethodVisitor out, String name) {
    out.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, "()V", false);
  }

  private static void call(MethodVisitor out, String name, int argument) {
    HookCalls.push(out, argument);
    out.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, "(I)V", false);
  }
}
