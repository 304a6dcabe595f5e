/** Tests of rules about the JDK, and of all of them against the JDK that runs. */
@NullMarked
package io.trackmemory.tracker.jdk;

import org.jspecify.annotations.NullMarked;
