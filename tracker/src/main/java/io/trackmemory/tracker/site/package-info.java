/**
 * Sites and types: which line of which class allocates what, under the number that rewritten code
 * passes on, whose code that is, and how types are named. Knows neither who rewrites nor who
 * counts.
 */
@NullMarked
package io.trackmemory.tracker.site;

import org.jspecify.annotations.NullMarked;
