package io.trackmemory.tracker.gate;

import java.lang.invoke.MethodHandles;

/** Turns the renamed bytes of {@link LinkedGate} into a gate. */
public final class GateTemplate {

  private GateTemplate() {}

  /** The class to rename. */
  public static Class<?> template() {
    return LinkedGate.class;
  }

  /** Defines the renamed class and makes the gate. */
  public static Gate define(byte[] renamed) throws ReflectiveOperationException {
    MethodHandles.Lookup own = MethodHandles.lookup();
    return (Gate)
        own.defineHiddenClass(renamed, true).lookupClass().getDeclaredConstructor().newInstance();
  }
}
