/**
 * What pages, JSON and events tell alike: numbers and texts of tests as a person reads them, and
 * where a test ran. Knows nothing of a report.
 */
@NullMarked
package io.trackmemory.report.base;

import org.jspecify.annotations.NullMarked;
