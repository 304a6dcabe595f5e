package io.trackmemory.dsl;

/** Throws anything from where the language asks for a declaration. */
final class Sneaky {

  private Sneaky() {}

  /** Throws its argument itself; returns nothing ever, so that a call may stand in a throw. */
  static RuntimeException rethrow(Throwable thrown) {
    throw Sneaky.<RuntimeException>as(thrown);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: nothing is checked
  private static <E extends Throwable> RuntimeException as(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
