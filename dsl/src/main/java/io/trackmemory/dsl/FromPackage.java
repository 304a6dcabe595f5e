package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import java.util.Optional;

/**
 * Takes what lines of a package, or of one below it, allocate.
 *
 * @param name the package
 */
record FromPackage(String name) implements SiteFilter {

  @Override
  public String call() {
    return "fromPackage(\"" + name + "\")";
  }

  @Override
  public String phrase() {
    return "from package " + name;
  }

  @Override
  public Optional<String> notInjected() {
    return Optional.of("what is injected is made by lines of TrackMemory, not of package " + name);
  }

  @Override
  public Optional<String> unknownName(Evidence evidence) {
    return Slips.packageName(name, evidence);
  }

  @Override
  public Match match(SiteStatistics row, Evidence evidence) {
    return Match.allIf(Names.isInPackage(row.site().packageName(), name));
  }
}
