package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.base.OwnClasses;
import io.trackmemory.tracker.heap.ClassNames;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * Tells which classes were defined since a moment. Holds none of them. Those of the JDK, arrays,
 * and those that call sites have, as many as there is code, are left out. For one thread at a time.
 */
public final class NewClasses {

  private final Supplier<Class<?>[]> loaded;
  private final Set<Class<?>> before = Collections.newSetFromMap(new WeakHashMap<>());

  /** Since now; {@code loaded} gives all that are loaded when it is called. */
  public NewClasses(Supplier<Class<?>[]> loaded) {
    this.loaded = loaded;
    Arrays.stream(loaded.get()).filter(NewClasses::hasLoader).forEach(before::add);
  }

  private static boolean hasLoader(Class<?> type) {
    return type.getClassLoader() != null;
  }

  /** Those that came since. */
  public List<WeakReference<Class<?>>> since() {
    List<WeakReference<Class<?>>> since = new ArrayList<>();
    for (Class<?> type : loaded.get()) {
      if (hasLoader(type) && !before.contains(type) && isCounted(type)) {
        since.add(new WeakReference<>(type));
      }
    }
    return since;
  }

  private static boolean isCounted(Class<?> type) {
    String name = type.getName();
    return !type.isArray()
        && !ClassNames.isJdk(name)
        && !ClassNames.isLambda(name)
        && !OwnClasses.contains(name);
  }
}
