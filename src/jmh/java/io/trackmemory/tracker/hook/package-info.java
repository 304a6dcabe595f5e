/** What the recorder does where threads meet, measured without an agent. */
@NullMarked
package io.trackmemory.tracker.hook;

import org.jspecify.annotations.NullMarked;
