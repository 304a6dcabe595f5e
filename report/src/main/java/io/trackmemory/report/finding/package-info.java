/**
 * What patterns a measurement shows, and what to do: rules, each of which looks at {@link
 * io.trackmemory.report.finding.Evidence} and tells {@link io.trackmemory.report.finding.Finding}s.
 * Users add rules and views of their own by {@link io.trackmemory.report.finding.FindingRule} and
 * {@link io.trackmemory.report.finding.ReportView}. Formulas and thresholds are told in {@code
 * docs/findings.md}.
 */
@NullMarked
package io.trackmemory.report.finding;

import org.jspecify.annotations.NullMarked;
