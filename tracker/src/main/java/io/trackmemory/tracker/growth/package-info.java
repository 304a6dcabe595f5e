/**
 * Tells growth from what is left once: where to look between repeated runs, and which shape a
 * series of figures has. Knows neither the agent nor the heap; for the tracker's other packages.
 */
@NullMarked
package io.trackmemory.tracker.growth;

import org.jspecify.annotations.NullMarked;
