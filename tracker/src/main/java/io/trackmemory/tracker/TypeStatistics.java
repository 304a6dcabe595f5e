package io.trackmemory.tracker;

/**
 * What was allocated of one type.
 *
 * @param typeName the type as the Java language writes it: {@code java.lang.Object[]}
 * @param count number of objects, exact
 * @param bytes their shallow size in bytes, exact
 */
public record TypeStatistics(String typeName, long count, long bytes) {}
