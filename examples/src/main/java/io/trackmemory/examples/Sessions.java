package io.trackmemory.examples;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Two caches of sessions: one that grows for ever, one that is bounded. */
final class Sessions {

  /** Sessions that the bounded cache keeps. */
  static final int LIMIT = 100;

  private static final Map<Integer, Session> UNBOUNDED = new ConcurrentHashMap<>();

  private static final Cache<Integer, Session> BOUNDED =
      Caffeine.newBuilder().maximumSize(LIMIT).executor(Runnable::run).build();

  private Sessions() {}

  static Session unbounded(int id) {
    return UNBOUNDED.computeIfAbsent(id, Session::new);
  }

  static Session bounded(int id) {
    return BOUNDED.get(id, Session::new);
  }

  /** Makes the bounded cache evict now what it would evict soon. */
  static void evict() {
    BOUNDED.cleanUp();
  }

  /** How many the bounded cache keeps. */
  static int kept() {
    return BOUNDED.asMap().size();
  }

  /** Empties the bounded cache. */
  static void forgetAll() {
    BOUNDED.invalidateAll();
    evict();
  }

  /** What one user did. */
  static final class Session {

    private final int id;
    private final byte[] history = new byte[1024];

    Session(int id) {
      this.id = id;
    }

    int id() {
      return id + history[0];
    }
  }
}
