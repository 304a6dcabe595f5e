/**
 * The process and its JVM as the JVM itself and the system tell of them: heap, buffers, threads,
 * processors, collections, the size that objects have. Works without the agent, knows the public
 * values only, and takes no memory off the heap to look.
 */
@NullMarked
package io.trackmemory.tracker.jvm;

import org.jspecify.annotations.NullMarked;
