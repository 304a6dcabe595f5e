/** Tests of what is kept between runs. */
@NullMarked
package io.trackmemory.tracker.kept;

import org.jspecify.annotations.NullMarked;
