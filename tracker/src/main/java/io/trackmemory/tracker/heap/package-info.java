/**
 * From a heap to a graph: proves a full collection, takes a dump, reads it in two walks into
 * objects, references and roots, within bounds of time and memory. Knows no leak and no holder.
 */
@NullMarked
package io.trackmemory.tracker.heap;

import org.jspecify.annotations.NullMarked;
