/** What threads may see of each other through the gate to the recorder, tried with jcstress. */
@NullMarked
package io.trackmemory.tracker.record;

import org.jspecify.annotations.NullMarked;
