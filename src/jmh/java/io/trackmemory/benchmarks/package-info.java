/** What the tracker costs, measured with JMH. */
@NullMarked
package io.trackmemory.benchmarks;

import org.jspecify.annotations.NullMarked;
