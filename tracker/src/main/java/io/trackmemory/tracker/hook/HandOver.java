package io.trackmemory.tracker.hook;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which scope a handed-over task or thread belongs to: a weak identity map that only holds what was
 * handed over by work of an open scope. 48 bytes and about 100 ns a task.
 *
 * <p>Any thread may call it. Finding is wait-free; putting may wait for another one that puts into
 * the same bin of the map. A thread that is given a task as Java's memory model asks finds its
 * scope.
 */
public final class HandOver {

  private static final ConcurrentHashMap<Object, ScopeLedger> SCOPES = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

  private HandOver() {}

  static void put(Object task) {
    ThreadRecorder recorder = Recorders.peek();
    ScopeLedger scope = recorder == null ? null : recorder.scope();
    if (recorder == null || scope == null || !recorder.handsOver()) {
      return; // nor does a thread that first use or the tracker itself starts belong to a scope
    }
    recorder.changeOwnWork(1);
    try {
      assign(task, scope);
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  public static void assign(Object task, ScopeLedger scope) {
    for (Reference<?> key = COLLECTED.poll(); key != null; key = COLLECTED.poll()) {
      SCOPES.remove(key);
    }
    SCOPES.put(new Key(task), scope);
  }

  static void begin(Object task) {
    if (SCOPES.isEmpty()) {
      return;
    }
    ThreadRecorder recorder = Recorders.current();
    if (recorder == null) {
      return;
    }
    recorder.changeOwnWork(1);
    ScopeLedger scope = null;
    try {
      scope = find(task);
    } finally {
      recorder.changeOwnWork(-1);
    }
    try {
      enter(recorder, scope, task);
    } catch (Throwable e) {
      Recorders.lose(e);
    }
  }

  /**
   * Enters the nearest open scope. Whoever closes one marks it closed before looking for accounts
   * in use, and an account is in use before the mark is read here: one of both sees the other.
   */
  public static void enter(ThreadRecorder recorder, @Nullable ScopeLedger scope, Object token) {
    ScopeLedger open = scope == null ? null : scope.firstOpen();
    while (open != null) {
      recorder.enter(open, token);
      if (!open.closed) {
        return;
      }
      recorder.leave(token);
      open = open.firstOpen();
    }
  }

  static @Nullable ScopeLedger find(Object task) {
    return SCOPES.isEmpty() ? null : SCOPES.get(new Probe(task));
  }

  /* Equal to a probe for the same object, by identity. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object task) {
      super(task, COLLECTED);
      this.hash = System.identityHashCode(task);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Key key && key.hash == hash && get() == key.get() && get() != null);
    }
  }

  private static final class Probe {
    private final Object task;

    Probe(Object task) {
      this.task = task;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(task);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.refersTo(task);
    }
  }
}
