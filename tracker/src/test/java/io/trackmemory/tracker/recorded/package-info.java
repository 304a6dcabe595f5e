/** Tests of the values that figures are worked out from. */
@NullMarked
package io.trackmemory.tracker.recorded;

import org.jspecify.annotations.NullMarked;
