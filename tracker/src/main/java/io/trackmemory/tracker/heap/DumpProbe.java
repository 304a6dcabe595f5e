package io.trackmemory.tracker.heap;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Shows in a heap dump which objects a query means. Only the frame of the search holds it, and it
 * holds them weakly, so that it adds no holder. A random token tells it from the probe of another
 * search, or of another class loader.
 */
public final class DumpProbe {

  final long token = ThreadLocalRandom.current().nextLong();
  final WeakReference<?>[] survivors;
  final WeakReference<?>[] extraRoots;
  final WeakReference<?>[] notHolders;
  final WeakReference<?>[] before;
  final WeakReference<?>[] last;

  /** Of objects, and of what earlier runs made. */
  public DumpProbe(
      List<? extends WeakReference<?>> survivors,
      Collection<Object> extraRoots,
      Collection<Object> notHolders,
      List<? extends WeakReference<?>> before,
      List<? extends WeakReference<?>> last) {
    this.survivors = survivors.toArray(WeakReference<?>[]::new);
    this.extraRoots = weak(extraRoots);
    this.notHolders = weak(notHolders);
    this.before = before.toArray(WeakReference<?>[]::new);
    this.last = last.toArray(WeakReference<?>[]::new);
  }

  private static WeakReference<?>[] weak(Collection<Object> objects) {
    return List.copyOf(objects).stream().map(WeakReference::new).toArray(WeakReference<?>[]::new);
  }
}
