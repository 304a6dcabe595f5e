/**
 * Calls of the JDK, each as the first thing that a fresh JVM does: what it counts when it runs for
 * the first time, and every time after that.
 */
@NullMarked
package io.trackmemory.tracker.firstuse;

import org.jspecify.annotations.NullMarked;
