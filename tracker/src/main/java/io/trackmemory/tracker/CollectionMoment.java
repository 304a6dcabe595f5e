package io.trackmemory.tracker;

import java.util.OptionalLong;

/**
 * A garbage collection while a scope was open, as the JVM tells it.
 *
 * @param elapsedMillis when it began, in milliseconds since the opening of the scope; below 0 if
 *     before, for those that run beside the program
 * @param tookMillis how long it went on, in milliseconds
 * @param pauseMillis how much of that the program stood still; empty for a collection that runs
 *     beside the program, whose pauses are rows of their own
 * @param collector name of the collector, as its bean has it
 * @param cause why it ran, as the JVM calls it
 * @param forced whether it ran while TrackMemory itself had asked for one
 */
public record CollectionMoment(
    long elapsedMillis,
    long tookMillis,
    OptionalLong pauseMillis,
    String collector,
    String cause,
    boolean forced) {}
