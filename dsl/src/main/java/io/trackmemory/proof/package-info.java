/**
 * What stands for a user's own code where a check is proved: rewritten as that is, counted as that
 * is, and, where it keeps something, a holder as that is. Nothing else of TrackMemory is here.
 */
@NullMarked
package io.trackmemory.proof;

import org.jspecify.annotations.NullMarked;
