/** Holders and code that are no classes of the tracker's, which it leaves out. */
@NullMarked
package io.trackmemory.held;

import org.jspecify.annotations.NullMarked;
