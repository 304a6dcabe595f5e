package io.trackmemory.tracker.base;

/**
 * What the public face asks of the rooms behind it. Any thread may call it.
 *
 * @param <A> an action of the user's
 * @param <S> a scope
 * @param <M> what was measured
 * @param <J> figures of the JVM
 */
public interface Entrance<A, S, M, J> {

  /** Runs an action in a scope of its own that follows objects. */
  M measure(A action);

  /** Runs an action in a scope of its own that follows none. */
  M count(A action);

  /** Opens a scope that follows objects. */
  S open(boolean allThreads);

  /** Opens a scope that follows none. */
  S openCounting();

  /** Reads memory and load of this JVM. */
  J jvm();
}
