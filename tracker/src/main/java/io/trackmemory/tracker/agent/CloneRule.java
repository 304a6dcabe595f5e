package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.site.Site;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells whether a call of {@code clone()} ends in {@code Object.clone}, which is native and has to
 * be counted by its caller, or in a method that is rewritten itself.
 */
final class CloneRule {

  private CloneRule() {}

  static boolean isClone(int opcode, String name, String descriptor) {
    return name.equals("clone")
        && descriptor.equals("()Ljava/lang/Object;")
        && opcode != Opcodes.INVOKESTATIC;
  }

  /** Whether such a call is native whatever the receiver. */
  static boolean isNative(int opcode, String owner) {
    return owner.startsWith("[")
        || (opcode == Opcodes.INVOKESPECIAL && owner.equals("java/lang/Object"));
  }

  /** What tells it otherwise, once the class of the object is known. */
  static Site.Kind kind(int opcode) {
    return opcode == Opcodes.INVOKESPECIAL ? Site.Kind.SUPER_CLONE : Site.Kind.CLONE;
  }
}
