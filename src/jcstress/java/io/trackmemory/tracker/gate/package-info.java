/** What threads may see of each other through the gate to the recorder, tried with jcstress. */
@NullMarked
package io.trackmemory.tracker.gate;

import org.jspecify.annotations.NullMarked;
