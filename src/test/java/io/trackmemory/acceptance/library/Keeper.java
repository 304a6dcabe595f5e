package io.trackmemory.acceptance.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * What a library keeps in fields of its own and of its objects. Users reach it by an interface of
 * the JDK, as it is in a loader of its own.
 */
public final class Keeper implements BiFunction<String, Optional<Object>, Object> {

  private static final Map<String, Entry> CACHE = new ConcurrentHashMap<>();
  private static final List<Object> PILE = new ArrayList<>();
  private static final List<Object> KEPT = new ArrayList<>();
  private static final ThreadLocal<Entry> CURRENT = new ThreadLocal<>();
  private static final ExecutorService WORKER = Executors.newSingleThreadExecutor(Keeper::daemon);
  private static Entry last = new Entry("none");

  private final List<Object> own = new ArrayList<>();

  /** Something that the library makes. */
  static final class Entry {
    final String name;
    final byte[] data = new byte[64];

    Entry(String name) {
      this.name = name;
    }
  }

  @Override
  public Object apply(String what, Optional<Object> given) {
    switch (what) {
      case "cache" -> CACHE.computeIfAbsent("one", Entry::new);
      case "replace" -> last = new Entry("last");
      case "pile" -> PILE.add(new Entry("another"));
      case "keep" -> KEPT.add(given.orElseThrow());
      case "make" -> KEPT.add(made((Class<?>) given.orElseThrow()));
      case "make elsewhere" -> elsewhere(() -> KEPT.add(made((Class<?>) given.orElseThrow())));
      case "work" -> elsewhere((Runnable) given.orElseThrow());
      case "kept" -> {
        return KEPT.get(KEPT.size() - 1);
      }
      case "thread" -> CURRENT.set(new Entry("of thread"));
      case "own" -> own.add(new Entry("own"));
      case "pool" -> KEPT.add(started());
      case "forget" -> {
        CACHE.clear();
        PILE.clear();
        KEPT.forEach(Keeper::shutDown);
        KEPT.clear();
        CURRENT.remove();
      }
      default -> throw new IllegalArgumentException(what);
    }
    return what.equals("give") ? new Entry("given") : last;
  }

  private static Object made(Class<?> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void elsewhere(Runnable work) {
    try {
      WORKER.submit(work).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private static Object started() {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.execute(() -> {});
    return pool;
  }

  private static void shutDown(Object kept) {
    if (kept instanceof ExecutorService pool) {
      pool.shutdown();
    }
  }
}
