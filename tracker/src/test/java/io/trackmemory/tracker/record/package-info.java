/** Tests of what the recorder is made of. */
@NullMarked
package io.trackmemory.tracker.record;

import org.jspecify.annotations.NullMarked;
