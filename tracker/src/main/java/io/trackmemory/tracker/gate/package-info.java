/**
 * The recorder and the agent as the rest of the tracker sees them. The recorder lives in {@code
 * java.lang} under other names, so that one class is compiled against it and renamed with it; what
 * it counted comes out as values. The agent is an interface, and why it could not do all of its
 * work is said here.
 */
@NullMarked
package io.trackmemory.tracker.gate;

import org.jspecify.annotations.NullMarked;
