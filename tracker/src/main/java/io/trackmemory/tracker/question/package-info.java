/**
 * Questions to the heap: what is left of a scope and who holds it, what it took off the heap, how
 * high it peaked, what repeated runs leave behind, what a structure retains. Asked when a check
 * asks, from what was recorded and a dump.
 */
@NullMarked
package io.trackmemory.tracker.question;

import org.jspecify.annotations.NullMarked;
