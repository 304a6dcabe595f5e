/**
 * For the other modules of TrackMemory, not for users: how they open scopes with options, keep
 * their own work out of every count, arm the body of a test method, and hand verdicts to the
 * report. Settings, options and verdicts are values that all rooms behind the door know; what does
 * the work is found behind it and known to none of them. May change in any version.
 */
@NullMarked
package io.trackmemory.tracker.spi;

import org.jspecify.annotations.NullMarked;
