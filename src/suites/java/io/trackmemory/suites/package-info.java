/**
 * Runs the test suites of published libraries untracked and tracked, no source changed, and
 * compares how each test ended and what the whole run cost.
 */
@NullMarked
package io.trackmemory.suites;

import org.jspecify.annotations.NullMarked;
