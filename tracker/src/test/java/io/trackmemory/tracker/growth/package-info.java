/** Tests of how growth is told. */
@NullMarked
package io.trackmemory.tracker.growth;

import org.jspecify.annotations.NullMarked;
