package io.trackmemory.tracker.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Methods of a class that are not rewritten as most are, found when that is tried: who adds one
 * begins again. For one thread.
 */
final class Exceptional {

  private final Set<String> tooLarge = new HashSet<>();
  private final Map<String, Pairing> pairings = new HashMap<>();

  /** A method cannot take its hooks; false if that is known. */
  boolean addTooLarge(String name, String descriptor) {
    return tooLarge.add(name + descriptor);
  }

  boolean isTooLarge(String name, String descriptor) {
    return tooLarge.contains(name + descriptor);
  }

  /** Objects of these methods could not be followed as was tried; false if all could. */
  boolean addUneven(Set<String> methods) {
    for (String method : methods) {
      boolean tracked = pairings.containsKey(method);
      pairings.put(method, tracked ? Pairing.NONE : Pairing.TRACKED);
    }
    return !methods.isEmpty();
  }

  Pairing pairing(String name, String descriptor) {
    return pairings.getOrDefault(name + descriptor, Pairing.NESTED);
  }
}
