/**
 * Flight Recorder files of tests. {@code EventStream} writes them, a chunk for each test: {@code
 * TestEvents} says what of a test becomes an event, {@code JfrSchema} what an event is, the other
 * {@code Jfr...} classes how it is written. {@code EventsCommand} reads them: {@code ChunkReader}
 * saves what can be read of a torn file, {@code EventTotals} sums up what the JDK's reader makes of
 * it. Knows nothing of pages and JSON.
 */
@NullMarked
package io.trackmemory.report.jfr;

import org.jspecify.annotations.NullMarked;
