/** Figures of the process on texts and counters of other machines. */
@NullMarked
package io.trackmemory.tracker.jvm;

import org.jspecify.annotations.NullMarked;
