/** Tests of what the other modules use. */
@NullMarked
package io.trackmemory.tracker.spi;

import org.jspecify.annotations.NullMarked;
