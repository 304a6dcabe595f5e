package io.trackmemory.dsl;

import java.util.Optional;

/** Narrows what a check looks at. */
interface Filter {

  /** The call that made it: {@code ofType(Integer.class)}. */
  String call();

  /** As messages say it, after a noun: {@code of java.lang.Integer}. */
  String phrase();

  /** Why nothing can be said by this filter: it names what there is not. */
  default Optional<String> unknownName(Evidence evidence) {
    return Optional.empty();
  }

  /** Why it takes nothing of what is made to prove a check. */
  default Optional<String> notInjected() {
    return Optional.empty();
  }

  /** Why none that was seen is no answer: some that it takes are in no count. */
  default Optional<String> uncounted() {
    return Optional.empty();
  }
}
