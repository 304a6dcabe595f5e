package io.trackmemory.tracker.spi;

import java.lang.ref.WeakReference;
import java.util.List;

/**
 * What one run of some work made, for a later run of the same to be compared with.
 *
 * @param references to the objects that were alive; some may be gone meanwhile
 */
public record MadeObjects(List<? extends WeakReference<?>> references) {

  /** Copies the list. */
  public MadeObjects {
    references = List.copyOf(references);
  }
}
