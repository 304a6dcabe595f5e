/**
 * Reads memory and load of the whole process from the JVM's management beans and, on Linux, from
 * {@code /proc}. What is not given there is empty. Knows neither the agent nor the recorder; for
 * the tracker's other packages, not for users.
 */
@NullMarked
package io.trackmemory.tracker.process;

import org.jspecify.annotations.NullMarked;
