/**
 * What every room may use and what itself uses none: spans of the tracker's own work, the names of
 * its own classes, and the way from the public face to the rooms behind it, which know that face
 * and which it does not know.
 */
@NullMarked
package io.trackmemory.tracker.base;

import org.jspecify.annotations.NullMarked;
