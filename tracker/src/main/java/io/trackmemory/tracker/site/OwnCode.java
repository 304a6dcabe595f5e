package io.trackmemory.tracker.site;

import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.List;

/**
 * Which code is the user's own: by the place that it was loaded from, unless packages are named,
 * which then decide alone. Any thread may call it. No lambdas: it is asked inside the transformer.
 */
public final class OwnCode {

  private volatile List<String> packages = List.of();

  /** Names the packages, sub-packages included; none for what was loaded from the user's places. */
  public void setPackages(List<String> names) {
    packages = names;
  }

  /** Whose a class is. */
  Origin of(String className, Origin byPlace) {
    List<String> named = packages;
    if (named.isEmpty() || byPlace == Origin.JDK) {
      return byPlace;
    }
    for (String name : named) {
      if (className.startsWith(name)
          && className.length() > name.length()
          && className.charAt(name.length()) == '.') {
        return Origin.USER;
      }
    }
    return Origin.LIBRARY;
  }
}
