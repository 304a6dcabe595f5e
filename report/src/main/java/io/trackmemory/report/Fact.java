package io.trackmemory.report;

/**
 * A figure with its name.
 *
 * @param label name
 * @param value the figure
 * @param detail more on it, may be empty
 */
record Fact(String label, String value, String detail) {}
