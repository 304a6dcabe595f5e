/**
 * Leaks that published libraries had: a program for each, run with the version that leaked and with
 * the one that mended it, each time in a JVM of its own. What must be found there and what must
 * pass is known from counts that TrackMemory has no part in.
 */
@NullMarked
package io.trackmemory.leaks;

import org.jspecify.annotations.NullMarked;
