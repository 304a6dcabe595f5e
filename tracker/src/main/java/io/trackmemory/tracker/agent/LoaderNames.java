package io.trackmemory.tracker.agent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which class loaders give their classes the hook: those that ask their parent first do, others are
 * asked, once. Classes of one that does not stay as they are, since they would break.
 *
 * <p>Any thread may call it. A loader is asked before it defines a class, not inside the
 * transformer: what it loads meanwhile would be left alone there.
 */
final class LoaderNames {

  private static final List<String> NAMES = HookCall.ENTRY_POINTS;

  private final Map<ClassLoader, Boolean> known = new WeakHashMap<>();
  private final Map<ClassLoader, Set<String>> left = new WeakHashMap<>();

  /** Whether a loader gives its classes the hook. */
  boolean give(@Nullable ClassLoader loader) {
    if (loader == null || isOfJdk(loader)) {
      return true;
    }
    synchronized (known) {
      Boolean answer = known.get(loader);
      if (answer != null) {
        return answer;
      }
      known.put(loader, true); // for what it defines while it is asked
    }
    boolean answer = asksParentFirst(loader) ? give(loader.getParent()) : isGiven(loader);
    synchronized (known) {
      known.put(loader, answer);
    }
    return answer;
  }

  private static boolean isOfJdk(ClassLoader loader) {
    return loader == ClassLoader.getPlatformClassLoader()
        || loader == ClassLoader.getSystemClassLoader();
  }

  private static boolean asksParentFirst(ClassLoader loader) {
    Class<?> type = loader.getClass();
    while (type != null && type.getClassLoader() != null) {
      if (overrides(type, String.class) || overrides(type, String.class, boolean.class)) {
        return false;
      }
      type = type.getSuperclass();
    }
    return true;
  }

  private static boolean overrides(Class<?> type, Class<?>... parameters) {
    try {
      return type.getDeclaredMethod("loadClass", parameters).getDeclaringClass() == type;
    } catch (NoSuchMethodException e) {
      return false;
    } catch (LinkageError e) {
      return true; // what it declares cannot be told
    }
  }

  /* As the JVM asks it when code of its classes runs a hook. */
  private static boolean isGiven(ClassLoader loader) {
    try {
      for (String name : NAMES) {
        String binary = name.replace('/', '.');
        if (Class.forName(binary, false, loader) != Class.forName(binary, false, null)) {
          return false;
        }
      }
      return true;
    } catch (Throwable e) { // whatever a user's loader throws is its answer
      return false;
    }
  }

  /** A class of a loader that does not was left as it is. */
  void leave(ClassLoader loader, String className) {
    synchronized (left) {
      Set<String> names = left.get(loader);
      if (names == null) { // no lambda: this runs inside the transformer
        names = new TreeSet<>();
        left.put(loader, names);
      }
      names.add(className);
    }
  }

  /** Classes that were, of loaders that are still there. */
  Set<String> left() {
    Set<String> all = new TreeSet<>();
    synchronized (left) {
      for (Set<String> names : left.values()) {
        all.addAll(names);
      }
    }
    return all;
  }
}
