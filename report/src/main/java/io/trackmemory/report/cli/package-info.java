/**
 * The command line of the reports, made with picocli: what is given is read here, and {@link
 * io.trackmemory.report.FolderCommands} and {@link io.trackmemory.report.jfr.EventsCommand} do the
 * work. It runs in the jar of its own that has the classifier {@code cli} and needs nothing else;
 * nothing refers to it.
 */
@NullMarked
package io.trackmemory.report.cli;

import org.jspecify.annotations.NullMarked;
