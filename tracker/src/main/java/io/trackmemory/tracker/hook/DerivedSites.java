package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The sites of types seen at a site whose type varies: a list per site, found by identity.
 *
 * <p>Any thread may call it. What is known is found wait-free; what is new is added under a lock,
 * in which nothing runs but this class, and all threads get the same site for it.
 */
public final class DerivedSites {

  /** Instead of a site derived from that of a call: the method called counts what it makes. */
  public static final int COUNTED_BY_IT = -1;

  private static final int BITS = 10;
  /* Plain, and read racily: entries are immutable, and what a reader misses it adds again. */
  private static final @Nullable Derived[][] SITES = new Derived[1 << 12][];

  private DerivedSites() {}

  static int of(Class<?> type, int site) {
    Derived found = find(type, site);
    return found != null ? found.site : addAsOwnWork(type, site);
  }

  private static @Nullable Derived find(Class<?> type, int site) {
    Derived[] block = SITES[site >>> BITS];
    Derived derived = block == null ? null : block[site & ((1 << BITS) - 1)];
    while (derived != null && !derived.refersTo(type)) {
      derived = derived.next;
    }
    return derived;
  }

  private static int addAsOwnWork(Class<?> type, int site) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder == null) {
      return site;
    }
    recorder.beginOwn();
    try {
      return add(type, site);
    } catch (Throwable e) {
      Recorders.lose(e);
      return site;
    } finally {
      recorder.endOwn();
    }
  }

  /* Outside of the lock: it may load classes, so run class loaders of the user, which may wait. */
  private static int add(Class<?> type, int site) {
    return add(type, site, Hook.derivedSites.applyAsInt(type, site));
  }

  /* Of several sites made for the same at once, the first; the others count nothing. */
  private static synchronized int add(Class<?> type, int site, int derived) {
    Derived known = find(type, site);
    if (known != null) {
      return known.site;
    }
    Derived[] block = SITES[site >>> BITS];
    if (block == null) {
      block = new Derived[1 << BITS];
      SITES[site >>> BITS] = block;
    }
    int at = site & ((1 << BITS) - 1);
    block[at] = new Derived(type, derived, block[at]);
    return derived;
  }

  /* Held weakly, so that the tracker keeps no class loader alive. */
  private static final class Derived extends WeakReference<Class<?>> {
    final int site;
    final @Nullable Derived next;

    Derived(Class<?> type, int site, @Nullable Derived next) {
      super(type);
      this.site = site;
      this.next = next;
    }
  }
}
