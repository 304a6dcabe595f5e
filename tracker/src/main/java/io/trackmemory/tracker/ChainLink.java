package io.trackmemory.tracker;

/**
 * One step of the chain of references that holds a leaked object, from the root down.
 *
 * @param typeName type of the object (or class, for a static field) that has the reference
 * @param reference the reference followed from it: {@code static SESSIONS}, {@code table}, {@code
 *     [3]}, {@code captured list}; the empty string at the last link, the leaked object itself
 * @param userCode whether the field belongs to the user's own code
 */
public record ChainLink(String typeName, String reference, boolean userCode) {

  /** {@code com.acme.Registry.static SESSIONS}, or the type alone at the end of a chain. */
  @Override
  public String toString() {
    if (reference.isEmpty()) {
      return typeName;
    }
    return reference.startsWith("[") ? typeName + reference : typeName + "." + reference;
  }
}
