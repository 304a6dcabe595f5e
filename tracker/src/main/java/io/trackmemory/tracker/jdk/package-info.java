/**
 * What a rule about the JDK says, as data: which method, field or class it names, in which versions
 * that is there, and what cannot be told where it is not. The tables themselves are beside the code
 * that acts on them; a test holds each against the JDK that runs it.
 */
@NullMarked
package io.trackmemory.tracker.jdk;

import org.jspecify.annotations.NullMarked;
