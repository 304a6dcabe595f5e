package io.trackmemory.tracker.site;

import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.List;

/**
 * Which code is the user's own: by the place that it was loaded from, unless packages are named,
 * which then decide alone. Any thread may call it. No lambdas: it is asked inside the transformer.
 */
public final class OwnCode {

  /* What proves checks stands for the user's own code, whatever is named. */
  private static final String PROOF = "io.trackmemory.proof.";

  private volatile List<String> packages = List.of();

  /** Names the packages, sub-packages included; none for what was loaded from the user's places. */
  public void setPackages(List<String> names) {
    packages = names;
  }

  /** Whether a class, by binary name, stands for the user's own code, to prove checks. */
  public static boolean isOfProof(String className) {
    return className.startsWith(PROOF);
  }

  /** Whose a class is. */
  Origin of(String className, Origin byPlace) {
    if (isOfProof(className)) {
      return Origin.USER;
    }
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
