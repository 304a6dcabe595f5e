/** Tests of what comes out of the recorder. */
@NullMarked
package io.trackmemory.tracker.gate;

import org.jspecify.annotations.NullMarked;
