@NullMarked
package io.trackmemory.tracker.hook;

import org.jspecify.annotations.NullMarked;
