package io.trackmemory.tracker;

/**
 * A named moment of a scope with the totals up to it.
 *
 * @param name name given to it, unique within its scope
 * @param allocationCount objects allocated from the opening of the scope to this moment
 * @param allocatedBytes their bytes
 * @param elapsedNanos nanoseconds since the opening of the scope
 */
public record Checkpoint(
    String name, long allocationCount, long allocatedBytes, long elapsedNanos) {}
