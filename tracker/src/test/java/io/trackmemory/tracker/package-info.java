/** Tests of the tracker as its users see it. */
@NullMarked
package io.trackmemory.tracker;

import org.jspecify.annotations.NullMarked;
