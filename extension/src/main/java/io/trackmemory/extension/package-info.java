/**
 * The JUnit extension: annotations say what a test may allocate and leave behind; each tracked test
 * gets a scope of its own, opened before its instance is made and judged after all clean-up. Start
 * with {@link io.trackmemory.extension.TrackMemory}.
 */
@NullMarked
package io.trackmemory.extension;

import org.jspecify.annotations.NullMarked;
