/** Tests of searches on real heaps; no agent is needed. */
@NullMarked
package io.trackmemory.tracker.question;

import org.jspecify.annotations.NullMarked;
