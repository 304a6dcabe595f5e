package io.trackmemory.tracker.hook;

import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts what methods gave that are counted by their callers, where these call whatever method an
 * object names: behind method handles and reflection. Called by any thread, like {@link Hook}.
 */
public final class LinkedCalls {

  private LinkedCalls() {}

  /* The types of the arguments are those of valueOf of a number, copyOf or copyOfRange. */
  static void made(Object method, Object made, int site) {
    Class<?> owner = ((Member) method).getDeclaringClass();
    if (isBox(owner)) {
      if (owner == made.getClass() && isNamed(method, "valueOf") && !isCached(made)) {
        Hook.dynamic(made, site);
      }
    } else if (owner == Arrays.class && isCopy(method)) {
      Hook.dynamic(made, site);
    }
  }

  static void cloned(Object method, Object receiver, Object made, int site) {
    if (((Member) method).getDeclaringClass() == Object.class && isNamed(method, "clone")) {
      Hook.cloned(receiver, made, site);
    }
  }

  static void reflected(
      Object method, @Nullable Object receiver, Object made, Object arguments, int site) {
    if (((Method) method).getReturnType().isPrimitive()) {
      // Boxed by the JVM, which has no cache; counted as often as by the code of later calls.
      if (isBox(made.getClass()) && !isCached(made)) {
        Hook.dynamic(made, site);
      }
      return;
    }
    Class<?> owner = ((Member) method).getDeclaringClass();
    if (owner == Object.class && receiver != null) {
      cloned(method, receiver, made, site);
    }
    if ((isBox(owner) || owner == Arrays.class) && arguments instanceof Object[] values) {
      Object last = values.length == 0 ? null : values[values.length - 1];
      boolean number = values.length == 1 && !(last instanceof String);
      boolean copied = values.length > 2 && last instanceof Class;
      if (isBox(owner) ? number : copied) {
        made(method, made, site);
      }
    }
  }

  private static boolean isNamed(Object method, String name) {
    return name.equals(((Member) method).getName());
  }

  private static boolean isCopy(Object method) {
    return isNamed(method, "copyOf") || isNamed(method, "copyOfRange");
  }

  private static boolean isBox(Class<?> type) {
    return type == Integer.class
        || type == Long.class
        || type == Double.class
        || type == Character.class
        || type == Short.class
        || type == Float.class;
  }

  private static boolean isCached(Object box) {
    if (box instanceof Integer number) {
      return number >= -128 && number <= ArrayLayout.INTEGER_CACHE_HIGH;
    }
    if (box instanceof Long number) {
      return number >= -128 && number <= 127;
    }
    if (box instanceof Short number) {
      return number >= -128 && number <= 127;
    }
    return box instanceof Character letter && letter <= 127;
  }
}
