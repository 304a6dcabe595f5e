/** Tests of the leak search on real heaps; no agent is needed. */
@NullMarked
package io.trackmemory.tracker.leak;

import org.jspecify.annotations.NullMarked;
