package io.trackmemory.tracker.spi;

import java.lang.ref.WeakReference;
import java.util.List;

/**
 * What one run of some work made, for a later run of the same to be compared with.
 *
 * @param references to the objects that were alive; some may be gone meanwhile
 * @param classes that were defined meanwhile, in any thread, likewise; none where the scope was not
 *     opened as one of several runs
 */
public record MadeObjects(
    List<? extends WeakReference<?>> references, List<WeakReference<Class<?>>> classes) {

  /** Copies the lists. */
  public MadeObjects {
    references = List.copyOf(references);
    classes = List.copyOf(classes);
  }
}
