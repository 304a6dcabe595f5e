package io.trackmemory.tracker.hook;

import io.trackmemory.tracker.vm.ForceInline;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;

/**
 * Whether any scope follows objects. Read by any thread at any moment, wait-free; costs nothing
 * while off. A thread may see a change late, but not one that came before what it was handed. Set
 * by one thread at a time, which its caller sees to.
 */
public final class FollowSwitch {

  /*
   * Whether objects are followed is asked twice. The plain flag keeps the call below out of code
   * that never followed. The call site is a constant to the JIT compiler, which drops the branch
   * while it says false and recompiles when it changes: after the last following scope has closed,
   * objects that do not escape are removed again. A flag alone would leave the branch compiled in.
   */
  public static boolean on;

  private static final MethodHandle FOLLOW = MethodHandles.constant(boolean.class, true);
  private static final MethodHandle FOLLOW_NOT = MethodHandles.constant(boolean.class, false);
  private static final MutableCallSite SWITCH = new MutableCallSite(FOLLOW_NOT);
  private static final MethodHandle INVOKER = SWITCH.dynamicInvoker();
  private static boolean compiled;

  private FollowSwitch() {}

  /** Whether objects are followed, as a constant. */
  @ForceInline
  static boolean isOn() {
    try {
      return (boolean) INVOKER.invokeExact();
    } catch (Throwable e) {
      return true; // the stack is exhausted; the recorder decides
    }
  }

  /**
   * Begins or stops to follow objects. Costs a deoptimisation where it begins after {@link
   * #release}; compiled code stays able to follow where it stops.
   */
  public static void set(boolean follow) {
    on = follow;
    if (follow) {
      compile(true);
    }
  }

  /** Stops to follow objects, in compiled code too: a deoptimisation, so not to be done often. */
  public static void release() {
    on = false;
    compile(false);
  }

  private static void compile(boolean follow) {
    if (compiled != follow) {
      compiled = follow;
      SWITCH.setTarget(follow ? FOLLOW : FOLLOW_NOT);
      MutableCallSite.syncAll(new MutableCallSite[] {SWITCH});
    }
  }

  /** Past the point where method handles are customised. */
  static void warmUp() {
    for (int i = 0; i < 300; i++) {
      compile(!isOn());
    }
    release();
  }
}
