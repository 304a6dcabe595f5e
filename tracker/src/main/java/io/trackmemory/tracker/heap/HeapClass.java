package io.trackmemory.tracker.heap;

/**
 * A class in a dump.
 *
 * @param name binary name as Java writes it, numbering of hidden classes left out
 * @param superclass number of its superclass, -1 where it has none
 * @param builtIn whether a loader of the JVM defined it, which keeps it for ever
 * @param soft whether its instances are soft references
 * @param instanceBytes shallow size of an instance in bytes; of an array, of its header
 */
public record HeapClass(
    String name, int superclass, boolean builtIn, boolean soft, int instanceBytes) {}
