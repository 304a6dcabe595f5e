/** The showcase. */
@NullMarked
package io.trackmemory.examples;

import org.jspecify.annotations.NullMarked;
