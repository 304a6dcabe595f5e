/**
 * Reports of tracked tests. {@link io.trackmemory.report.ReportFolder} writes, for one {@link
 * io.trackmemory.report.TestReport}, a self-contained page and its JSON beside it, and an index
 * over all tests of a folder. What is shown is gathered once ({@code ReportContent}) and then
 * printed twice ({@code JsonReport}, {@code PageView}), so that page and JSON agree to the byte. A
 * {@code ...Look} is what a check saw, a {@code ...View} shows it to a template.
 */
@NullMarked
package io.trackmemory.report;

import org.jspecify.annotations.NullMarked;
