/**
 * Scopes and the engine that opens and closes them on the recorder: who works for which scope, what
 * is inside of what, and what a scope knows of its neighbours and of its test.
 */
@NullMarked
package io.trackmemory.tracker.scope;

import org.jspecify.annotations.NullMarked;
