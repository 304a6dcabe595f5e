/**
 * Assertions on memory: {@link io.trackmemory.dsl.MemoryAssertions#assertThatMemory
 * assertThatMemory} measures an action, or takes a scope or a snapshot, and asks it questions. A
 * check looks at one snapshot, comes to a ruling, and hands the ruling to the report; each kind of
 * failure message is a record named after what should have been. All that is done here is kept out
 * of every count.
 */
@NullMarked
package io.trackmemory.dsl;

import org.jspecify.annotations.NullMarked;
