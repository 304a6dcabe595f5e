/**
 * From what threads recorded to what users read: scopes, the table of allocation sites, snapshots.
 * Talks to the recorder's copy in {@code java.lang} through one interface, {@link Gate}.
 */
@NullMarked
package io.trackmemory.tracker.record;

import org.jspecify.annotations.NullMarked;
