package io.trackmemory.dsl;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.spi.HolderNames;
import java.util.Optional;

/**
 * Takes leaks with a name anywhere in the chain of references that holds them.
 *
 * @param name a class, a field, {@code Class.field}, or a finding's signature
 */
record HeldBy(String name) implements LeakFilter {

  @Override
  public String call() {
    return "heldBy(\"" + name + "\")";
  }

  @Override
  public String phrase() {
    return "held by " + name;
  }

  @Override
  public Optional<String> notInjected() {
    return Optional.of("what is injected is kept by a field of TrackMemory, not by " + name);
  }

  @Override
  public Optional<String> unknownName(Evidence evidence) {
    return Slips.holder(name, evidence);
  }

  @Override
  public Optional<Leak> narrow(Leak leak, Evidence evidence) {
    return HolderNames.hold(leak, name) ? Optional.of(leak) : Optional.empty();
  }
}
