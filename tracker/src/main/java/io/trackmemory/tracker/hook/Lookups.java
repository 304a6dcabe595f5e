package io.trackmemory.tracker.hook;

import java.lang.constant.ClassDesc;
import java.lang.reflect.Constructor;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entry points of rewritten methods that look something up and, where they find nothing, make it
 * once: from the miss to the method's end is first use.
 *
 * <p>Called by any thread at any moment; wait-free, writes to memory of the calling thread only. A
 * method enters and leaves at the same stack depth, and whether it has missed is a bit of its own,
 * so that lookups nest, up to 64 deep.
 */
public final class Lookups {

  private Lookups() {}

  /** Such a method begins. */
  public static void begin() {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null) {
      recorder.changeFirstUse(0); // needs the stack that the end will need
      recorder.misses <<= 1;
    }
  }

  /** Such a method ends, however it ends. */
  public static void end() {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null) {
      if ((recorder.misses & 1) != 0) {
        recorder.changeFirstUse(-1);
      }
      recorder.misses >>>= 1;
    }
  }

  /** It has looked something up. */
  public static void found(@Nullable Object value) {
    if (value == null) {
      miss();
    }
  }

  /** It has looked something up that is kept for small arguments only. */
  public static void foundBelow2100(@Nullable Object value, int argument) {
    if (value == null && argument < 2100) {
      miss();
    }
  }

  /**
   * It has looked for what a layout of memory keeps. Those with a name or in another byte order are
   * no constants of the JDK: a program may make them, and what they keep, each time.
   */
  public static void foundOfConstant(@Nullable Object value, ByteOrder order, Optional<?> name) {
    if (value == null && order == ByteOrder.nativeOrder() && name.isEmpty()) {
      miss();
    }
  }

  /** It has looked something up with the help of another object. */
  public static void foundBy(@Nullable Object value, Object helper) {
    if (value == null && helper.getClass().getClassLoader() == null) {
      miss();
    }
  }

  /** It has not yet looked up a constant of an enum; what it now finds it keeps for that enum. */
  public static void foundClassOf(Object described, Object constant) {
    if (constant instanceof Enum<?> value
        && described instanceof ClassDesc type
        && isOf(type.descriptorString(), value.getDeclaringClass().getName())) {
      miss();
    }
  }

  /* Makes no string. */
  private static boolean isOf(String descriptor, String name) {
    int length = name.length();
    if (descriptor.length() != length + 2) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char there = name.charAt(i);
      if (descriptor.charAt(i + 1) != (there == '.' ? '/' : there)) {
        return false;
      }
    }
    return true;
  }

  /**
   * It checks whether a class may use a member, which then keeps that class. A service of a
   * provider keeps its constructor without parameters, and no other class has it; it looks up
   * others each time.
   */
  public static void missByService(Object member, Class<?> caller) {
    if (member instanceof Constructor<?> constructor
        && constructor.getParameterCount() == 0
        && caller.getName().equals("java.security.Provider$Service")) {
      miss();
    }
  }

  /** It has found nothing, and makes it. */
  public static void miss() {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null && (recorder.misses & 1) == 0) {
      recorder.changeFirstUse(1);
      recorder.misses |= 1;
    }
  }

  /** What was missing is there; the rest of the method does what it does each time. */
  public static void filled() {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null && (recorder.misses & 1) != 0) {
      recorder.changeFirstUse(-1);
      recorder.misses &= ~1L;
    }
  }
}
