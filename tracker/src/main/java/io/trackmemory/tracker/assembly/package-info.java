/**
 * Puts the rooms together: attaches the agent, begins the engine on it, and does what the public
 * face and the door ask for. It knows every room, and none knows it.
 */
@NullMarked
package io.trackmemory.tracker.assembly;

import org.jspecify.annotations.NullMarked;
