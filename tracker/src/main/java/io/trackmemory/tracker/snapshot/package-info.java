/**
 * Makes the snapshot of a scope, or of a part of it, from what was recorded: each figure that
 * messages, page and JSON show is worked out here, or by the question that it hands on.
 */
@NullMarked
package io.trackmemory.tracker.snapshot;

import org.jspecify.annotations.NullMarked;
