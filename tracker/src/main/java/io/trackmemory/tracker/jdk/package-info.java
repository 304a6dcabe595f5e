/**
 * All that is known of the insides of the JDK: which of its methods allocate, hand work over, take
 * memory off the heap or are done once, which of its fields hold what is no leak, and what its own
 * work is. Data, each row with what it names, why, since or until which JDK, and what could be
 * wrong without it; a test holds the rows against the JDK that runs it. Who rewrites classes and
 * who reads the heap look things up here, and this knows neither.
 */
@NullMarked
package io.trackmemory.tracker.jdk;

import org.jspecify.annotations.NullMarked;
