package io.trackmemory.tracker.base;

/** Throws what an action threw, whatever its type, unchanged. */
public final class Rethrow {

  private Rethrow() {}

  /** Never returns; declared to return so that a call can be thrown. */
  public static RuntimeException unchanged(Throwable thrown) {
    throw Rethrow.<RuntimeException>as(thrown);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: nothing is checked
  private static <T extends Throwable> T as(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
