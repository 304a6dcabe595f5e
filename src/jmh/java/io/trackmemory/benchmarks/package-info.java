/** What tracking costs the code under test. Run as {@code docs/performance.md} says. */
@NullMarked
package io.trackmemory.benchmarks;

import org.jspecify.annotations.NullMarked;
