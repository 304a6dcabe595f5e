/**
 * What holds what: reaches from the roots of a heap to the objects that were asked for, by rules
 * that set apart what is no leak, and gives the chain of references, a name for the holder that is
 * the same in every run, and the bytes that would be freed. Knows neither scopes nor the recorder.
 */
@NullMarked
package io.trackmemory.tracker.holder;

import org.jspecify.annotations.NullMarked;
