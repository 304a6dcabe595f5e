package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import java.util.Optional;

/**
 * Takes what lines of a method allocate.
 *
 * @param name simple name, or {@code Class.method}
 */
record FromMethod(String name) implements SiteFilter {

  @Override
  public String call() {
    return "fromMethod(\"" + name + "\")";
  }

  @Override
  public String phrase() {
    return "from method " + name;
  }

  @Override
  public Optional<String> notInjected() {
    return Optional.of("what is injected is made by lines of TrackMemory, not of method " + name);
  }

  @Override
  public Optional<String> unknownName(Evidence evidence) {
    return Slips.method(name, evidence);
  }

  @Override
  public Match match(SiteStatistics row, Evidence evidence) {
    return Match.allIf(
        Names.isMethod(row.site(), name) || Names.isInherited(row.site(), name, evidence));
  }
}
