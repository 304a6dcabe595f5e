/**
 * Ways to allocate, run in fresh JVMs with the tracker and without it; the JVM's own counter says
 * what is right.
 */
@NullMarked
package io.trackmemory.tracker.oracle;

import org.jspecify.annotations.NullMarked;
