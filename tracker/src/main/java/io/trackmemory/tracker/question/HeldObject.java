package io.trackmemory.tracker.question;

import io.trackmemory.tracker.Leak;

/**
 * An object that is alive, and why.
 *
 * @param reason why it lives although nothing holds it strongly beyond running methods, such as
 *     {@code only softly reachable}; the empty string where something does
 * @param typeName its type
 * @param shallowBytes its own size in bytes
 * @param holder what holds it, without objects of its own
 */
public record HeldObject(String reason, String typeName, long shallowBytes, Leak holder) {}
