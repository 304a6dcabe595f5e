package io.trackmemory.tracker.spi;

/**
 * What a library kept of tests that are not failed for it.
 *
 * @param holder stable name of what holds it
 * @param objects how many
 * @param bytes their shallow size in bytes
 * @param tests how many tests left some there
 */
public record KeptByLibrary(String holder, long objects, long bytes, int tests) {}
