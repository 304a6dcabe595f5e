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
    return "not every allocation in library code has one known caller; withPreset(Preset.PRECISE)"
        + " takes a call stack for each, fromPackage and fromMethod need none";
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
    boolean called = row.caller().filter(line -> names(line, evidence)).isPresent();
    boolean onlyCaller =
        row.caller().isPresent()
            && row.callerCount() <= 1
            && (evidence.knowsEveryCaller() || row.count() == 1);
    if (onlyCaller) {
      return Match.allIf(called);
    }
    return called ? Match.SOME : Match.UNKNOWN;
  }

  private boolean names(AllocationSite line, Evidence evidence) {
    return Names.isInPackage(line.packageName(), name)
        || Names.isClass(line.className(), name)
        || Names.isQualifiedMethod(line, name)
        || Names.isInherited(line, name, evidence);
  }
}
