package io.trackmemory.dsl;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.Optional;

/**
 * Takes objects of a type and of its subtypes.
 *
 * @param name the type as messages print it
 * @param type the type itself, where it was given
 */
record OfType(String name, Optional<Class<?>> type) implements SiteFilter, LeakFilter {

  static OfType of(Class<?> type) {
    return new OfType(type.getTypeName(), Optional.of(type));
  }

  static OfType named(String name) {
    return new OfType(name, Optional.empty());
  }

  @Override
  public String call() {
    return type.map(given -> "ofType(" + given.getSimpleName() + ".class)")
        .orElseGet(() -> "ofType(\"" + name + "\")");
  }

  @Override
  public String phrase() {
    return "of " + name + (VmMade.isMade(name) ? " (but those that the JVM makes by itself)" : "");
  }

  @Override
  public Optional<String> uncounted() {
    return VmMade.isMade(name) ? Optional.of(VmMade.doubt(name)) : Optional.empty();
  }

  @Override
  public Optional<String> unknownName(Evidence evidence) {
    if (type.isPresent() || !evidence.classes(name).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Slips.type(name, evidence));
  }

  @Override
  public Match match(SiteStatistics row, Evidence evidence) {
    return Match.allIf(takes(row.typeName(), evidence));
  }

  /** Whether it takes objects of a type, by its name as messages print it. */
  boolean takes(String typeName, Evidence evidence) {
    return typeName.equals(name) || isSubtype(typeName, evidence);
  }

  @Override
  public Optional<Leak> narrow(Leak leak, Evidence evidence) {
    List<SiteStatistics> taken =
        leak.objects().stream().filter(row -> match(row, evidence) == Match.ALL).toList();
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(leak.with(taken, leak.retainedBytes()));
  }

  private boolean isSubtype(String rowTypeName, Evidence evidence) {
    List<Class<?>> wanted =
        type.<List<Class<?>>>map(List::of).orElseGet(() -> evidence.classes(name));
    return evidence.classes(rowTypeName).stream()
        .anyMatch(seen -> wanted.stream().anyMatch(target -> target.isAssignableFrom(seen)));
  }
}
