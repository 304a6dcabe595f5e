package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.MemoryScope;
import java.util.List;
import java.util.Optional;

/**
 * A call of a method that contracts are on.
 *
 * @param method the method or constructor as messages name it
 * @param contracts those that are on it
 * @param caller the line that called it, as far as it is known
 * @param scope what it did; to be ended. Empty if that is not known, or it begins and is the first
 *     of its method
 * @param doubt why it is not known; else empty
 */
public record ContractCall(
    String method,
    List<AllocationContract> contracts,
    String caller,
    Optional<MemoryScope> scope,
    String doubt) {}
