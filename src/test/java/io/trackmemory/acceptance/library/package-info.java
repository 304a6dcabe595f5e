/** A library of somebody else's: packed into a jar of its own before it is used. */
@NullMarked
package io.trackmemory.acceptance.library;

import org.jspecify.annotations.NullMarked;
