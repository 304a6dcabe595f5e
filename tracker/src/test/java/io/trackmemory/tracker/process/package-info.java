@NullMarked
package io.trackmemory.tracker.process;

import org.jspecify.annotations.NullMarked;
