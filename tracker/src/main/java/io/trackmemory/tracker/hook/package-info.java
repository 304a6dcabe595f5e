/**
 * What rewritten code calls. Compiled here as ordinary classes that use {@code java.*} only; when
 * the agent starts, copies of them are renamed ({@code Hook} to {@code java.lang.TrackMemoryHook},
 * and so on) and defined in {@code java.lang}, where every class loader finds them. The rest of the
 * tracker talks to those copies through {@link io.trackmemory.tracker.gate.Gate}.
 */
@NullMarked
package io.trackmemory.tracker.hook;

import org.jspecify.annotations.NullMarked;
