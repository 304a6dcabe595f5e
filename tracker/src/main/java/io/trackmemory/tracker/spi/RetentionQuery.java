package io.trackmemory.tracker.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A question for what some objects keep alive. Whatever it holds itself, it holds for the question
 * only: it counts as a holder of nothing. Immutable.
 */
public final class RetentionQuery {

  /* Arrays, so that nothing but this object stands between it and what it holds. */
  private final Object[] roots;
  private final Object[] excluded;

  private RetentionQuery(Object[] roots, Object[] excluded) {
    this.roots = roots;
    this.excluded = excluded;
  }

  /** Asks about {@code roots}, none of them null. */
  public static RetentionQuery of(Object[] roots) {
    return new RetentionQuery(roots.clone(), new Object[0]);
  }

  /** The same without some objects, none of them null, and what these alone keep. */
  public RetentionQuery without(Object[] more) {
    Object[] all = Arrays.copyOf(excluded, excluded.length + more.length, Object[].class);
    System.arraycopy(more, 0, all, excluded.length, more.length);
    return new RetentionQuery(roots, all);
  }

  /** The same about more roots, none of them null. */
  public RetentionQuery with(Object[] more) {
    Object[] all = Arrays.copyOf(roots, roots.length + more.length, Object[].class);
    System.arraycopy(more, 0, all, roots.length, more.length);
    return new RetentionQuery(all, excluded);
  }

  /** The roots, in a list of its own. */
  public List<Object> roots() {
    return new ArrayList<>(Arrays.asList(roots));
  }

  /** What is left out, likewise. */
  public List<Object> excluded() {
    return new ArrayList<>(Arrays.asList(excluded));
  }
}
