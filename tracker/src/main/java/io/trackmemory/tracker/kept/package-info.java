/**
 * Rewritten classes of the JDK, kept in a file between runs: a start that finds a class as it was
 * then takes what was made of it, and its sites, instead of rewriting it again.
 */
@NullMarked
package io.trackmemory.tracker.kept;

import org.jspecify.annotations.NullMarked;
