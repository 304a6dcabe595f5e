package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The sites of types seen at a site whose type varies: a hash table, as one such site is where the
 * objects of all lambdas are made.
 *
 * <p>Any thread may call it. What is known is found wait-free; what is new is added under a lock,
 * in which nothing runs but this class, and all threads get the same site for it.
 */
public final class DerivedSites {

  /** Instead of a site derived from that of a call: the method called counts what it makes. */
  public static final int COUNTED_BY_IT = -1;

  private static final int FIRST_SIZE = 1 << 10;

  /* Plain, and read racily: entries are immutable, and what a reader misses it adds again. */
  private static @Nullable Derived[] table = new Derived[FIRST_SIZE];
  private static int size;

  private DerivedSites() {}

  static int of(Class<?> type, int site) {
    Derived found = find(type, site);
    return found != null ? found.derived : addAsOwnWork(type, site);
  }

  private static @Nullable Derived find(Class<?> type, int site) {
    Derived[] entries = table;
    Derived entry = entries[bucket(type, site, entries.length)];
    while (entry != null && !(entry.site == site && entry.refersTo(type))) {
      entry = entry.next;
    }
    return entry;
  }

  private static int bucket(Class<?> type, int site, int length) {
    int hash = System.identityHashCode(type) + site * 31;
    return (hash ^ (hash >>> 16)) & (length - 1);
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
      return known.derived;
    }
    if (size >= table.length) {
      grow();
    }
    put(table, type, site, derived);
    size++;
    return derived;
  }

  private static void put(@Nullable Derived[] entries, Class<?> type, int site, int derived) {
    int at = bucket(type, site, entries.length);
    entries[at] = new Derived(type, site, derived, entries[at]);
  }

  /* Without those whose class is gone. */
  private static void grow() {
    Derived[] larger = new Derived[table.length * 2];
    int left = 0;
    for (Derived first : table) {
      for (Derived entry = first; entry != null; entry = entry.next) {
        Class<?> type = entry.get();
        if (type != null) {
          put(larger, type, entry.site, entry.derived);
          left++;
        }
      }
    }
    size = left;
    table = larger;
  }

  /* Held weakly, so that the tracker keeps no class loader alive. */
  private static final class Derived extends WeakReference<Class<?>> {
    final int site;
    final int derived;
    final @Nullable Derived next;

    Derived(Class<?> type, int site, int derived, @Nullable Derived next) {
      super(type);
      this.site = site;
      this.derived = derived;
      this.next = next;
    }
  }
}
