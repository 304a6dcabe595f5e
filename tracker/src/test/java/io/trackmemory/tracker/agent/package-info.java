/** Tests of the rewriting of classes. */
@NullMarked
package io.trackmemory.tracker.agent;

import org.jspecify.annotations.NullMarked;
