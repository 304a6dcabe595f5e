package io.trackmemory.dsl;

/** Throws anything from where the language asks for a declaration. */
final class Sneaky {

  private Sneaky() {}

  /** Throws {@code failure} itself; the return type is for {@code throw} at the call. */
  static RuntimeException rethrow(Throwable failure) {
    throw Sneaky.<RuntimeException>as(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: nothing is checked
  private static <E extends Throwable> RuntimeException as(Throwable failure) throws E {
    throw (E) failure;
  }
}
