/**
 * Assertions on memory: {@link io.trackmemory.dsl.MemoryAssertions#assertThatMemory
 * assertThatMemory} measures an action, or takes a scope or a snapshot, and asks it questions. All
 * checks go one way: {@code MemoryAssert} has the name of a check and its question, {@code
 * AbstractMemoryAssert.check} has its {@code Subject} measured and asks, a class {@code ...Rulings}
 * decides. Only a check that is broken makes its message, a record named after what should have
 * been; what became of it goes to the report, and to whoever throws. All that is done here is kept
 * out of every count.
 */
@NullMarked
package io.trackmemory.dsl;

import org.jspecify.annotations.NullMarked;
