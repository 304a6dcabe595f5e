/** Tests of reading dumps, on small heaps that are written byte by byte, and on real ones. */
@NullMarked
package io.trackmemory.tracker.heap;

import org.jspecify.annotations.NullMarked;
