/**
 * What users of the tracker see: {@link io.trackmemory.tracker.MemoryTracker} measures, a {@link
 * io.trackmemory.tracker.MemoryScope} says what is measured, a {@link
 * io.trackmemory.tracker.MemorySnapshot} is what was seen. Everything else in this module is how.
 */
@NullMarked
package io.trackmemory.tracker;

import org.jspecify.annotations.NullMarked;
