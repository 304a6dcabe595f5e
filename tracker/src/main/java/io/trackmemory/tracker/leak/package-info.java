/**
 * Finds what holds objects that should be gone: proves a full collection, takes a heap dump, and
 * follows references from the roots of the heap to the survivors, grouped by holder. Knows neither
 * the agent nor the recorder; for the tracker's other packages, not for users.
 */
@NullMarked
package io.trackmemory.tracker.leak;

import org.jspecify.annotations.NullMarked;
