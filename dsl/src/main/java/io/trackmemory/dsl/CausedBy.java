package io.trackmemory.dsl;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import java.util.Optional;

/**
 * Takes what a package, class or method allocates or has libraries allocate for it: it is the line
 * itself or the user's caller of it.
 *
 * @param name package, class or {@code Class.method}
 */
record CausedBy(String name) implements SiteFilter {

  @Override
  public String call() {
    return "causedBy(\"" + name + "\")";
  }

  @Override
  public String phrase() {
    return "caused by " + name;
  }

  @Override
  public String doubt() {
    return "not of every allocation in library code is the caller known; withPreset(Preset.PRECISE)"
        + " takes a call stack for each, fromPackage and fromMethod need none";
  }

  @Override
  public Optional<String> notInjected() {
    return Optional.of("what is injected is made by lines of TrackMemory, not caused by " + name);
  }

  @Override
  public Optional<String> unknownName(Evidence evidence) {
    return Slips.cause(name, evidence);
  }

  @Override
  public Match match(SiteStatistics row, Evidence evidence) {
    if (names(row.site(), evidence)) {
      return Match.ALL;
    }
    if (row.site().origin() == Origin.USER) {
      return Match.NONE;
    }
    if (row.caller().isEmpty()) {
      return Match.UNKNOWN;
    }
    boolean called = names(row.caller().get(), evidence);
    return row.callerCount() > 1 ? called ? Match.SOME : Match.UNKNOWN : Match.allIf(called);
  }

  private boolean names(AllocationSite line, Evidence evidence) {
    return Names.isInPackage(line.packageName(), name)
        || Names.isClass(line.className(), name)
        || Names.isQualifiedMethod(line, name)
        || Names.isInherited(line, name, evidence);
  }
}
