package io.trackmemory.tracker.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * Hidden classes that concatenate strings, which JDK 24 and newer keep by the shape of what they
 * join: those made before the agent attached cannot be rewritten, so a later place of the same
 * shape is to have one of its own. Places that were linked before keep theirs.
 */
final class KeptConcatenations {

  private static final String OWNER =
      "java.lang.invoke.StringConcatFactory$InlineHiddenClassStrategy";
  private static final String FIELD = "CACHE";

  private KeptConcatenations() {}

  /**
   * Forgets them, if there are any.
   *
   * @param unsafe the JDK's internal one
   */
  static void forget(Instrumentation instrumentation, Object unsafe)
      throws ReflectiveOperationException {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(OWNER) && isInitialised(unsafe, type)) {
        HookDefinition.open(instrumentation, Object.class.getModule(), "java.lang.invoke");
        Field field = type.getDeclaredField(FIELD);
        field.setAccessible(true);
        ((Map<?, ?>) field.get(null)).clear();
      }
    }
  }

  private static boolean isInitialised(Object unsafe, Class<?> type)
      throws ReflectiveOperationException {
    Method asked = unsafe.getClass().getMethod("shouldBeInitialized", Class.class);
    return Boolean.FALSE.equals(asked.invoke(unsafe, type));
  }
}
