/**
 * What the hook asks of the JVM. Where the hook is defined in {@code java.lang}, these become
 * HotSpot's own annotations of the same names, which it honours there and nowhere else.
 */
@NullMarked
package io.trackmemory.tracker.vm;

import org.jspecify.annotations.NullMarked;
