/** Tests of the rules by which holders are found. */
@NullMarked
package io.trackmemory.tracker.holder;

import org.jspecify.annotations.NullMarked;
