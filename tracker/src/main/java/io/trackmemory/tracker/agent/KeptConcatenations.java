package io.trackmemory.tracker.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
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
   * @param refused tells which classes are initialised
   */
  static void forget(Instrumentation instrumentation, Refused refused)
      throws ReflectiveOperationException {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(OWNER) && refused.isInitialized(type)) {
        HookDefinition.open(instrumentation, Object.class.getModule(), "java.lang.invoke");
        Field field = type.getDeclaredField(FIELD);
        field.setAccessible(true);
        ((Map<?, ?>) field.get(null)).clear();
      }
    }
  }
}
