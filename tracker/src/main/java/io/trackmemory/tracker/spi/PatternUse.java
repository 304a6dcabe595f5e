package io.trackmemory.tracker.spi;

/**
 * How often a pattern of {@code trackmemory.leaks.ignore} was of use in this JVM.
 *
 * @param pattern as it was written
 * @param checks leak checks that it was in force for and that could be made
 * @param objects survivors that it set apart in them
 */
public record PatternUse(String pattern, long checks, long objects) {}
