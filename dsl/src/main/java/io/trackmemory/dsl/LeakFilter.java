package io.trackmemory.dsl;

import io.trackmemory.tracker.Leak;
import java.util.Optional;

/** Narrows leaks. */
interface LeakFilter extends Filter {

  /** The part of a finding that it takes; empty if none. */
  Optional<Leak> narrow(Leak leak, Evidence evidence);
}
