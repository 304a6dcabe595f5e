/**
 * What was recorded in a scope, as values: moments, sums by site and thread, callers, stacks, work
 * that was handed over. All that figures and verdicts are worked out from, apart from the scope
 * itself, which is seen as their source only.
 */
@NullMarked
package io.trackmemory.tracker.recorded;

import org.jspecify.annotations.NullMarked;
