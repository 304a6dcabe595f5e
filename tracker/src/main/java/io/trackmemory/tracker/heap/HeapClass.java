package io.trackmemory.tracker.heap;

/**
 * A class in a dump.
 *
 * @param name binary name as Java writes it, numbering of hidden classes left out
 * @param superclass number of its superclass, -1 where it has none
 * @param builtIn whether a loader of the JVM defined it, which keeps it for ever
 * @param referenceKind whether its instances hold a referent, and how
 * @param instanceBytes shallow size of an instance in bytes; of an array, of its header
 */
public record HeapClass(
    String name, int superclass, boolean builtIn, ReferenceKind referenceKind, int instanceBytes) {

  /** How instances hold the object in {@code java.lang.ref.Reference.referent}. */
  enum ReferenceKind {
    NONE,
    SOFT,
    /** Weakly, as phantoms, or for their finalization. */
    WEAK
  }
}
