package io.trackmemory.dsl;

/** Throws anything from where the language asks for a declaration. */
final class Sneaky {

  private Sneaky() {}

  /** Throws {@code thrown} itself; the return type is for {@code throw} at the call. */
  static RuntimeException rethrow(Throwable thrown) {
    throw Sneaky.<RuntimeException>as(thrown);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the cast is the trick
  private static <E extends Throwable> E as(Throwable thrown) {
    return (E) thrown;
  }
}
