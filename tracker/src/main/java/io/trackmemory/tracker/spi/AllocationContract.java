package io.trackmemory.tracker.spi;

import java.util.Optional;

/**
 * What production code says that its calls allocate at most, as it is written there; whether it is
 * allowed is for who judges it.
 *
 * @param nothing whether it is {@code @AllocatesNothing}, without attributes
 * @param atMost how many objects; empty if that is left out
 * @param bytes how much; empty if that is left out
 * @param declaredIn binary name of the class in which it is written
 */
public record AllocationContract(
    boolean nothing, Optional<Long> atMost, Optional<String> bytes, String declaredIn) {}
