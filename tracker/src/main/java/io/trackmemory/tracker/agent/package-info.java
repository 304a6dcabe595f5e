/**
 * The agent: attaches itself, defines the recorder in {@code java.lang}, and rewrites classes as
 * they load. The only user of Byte Buddy, of which it takes the attachment and ASM.
 */
@NullMarked
package io.trackmemory.tracker.agent;

import org.jspecify.annotations.NullMarked;
