package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.spi.AllocationContract;
import java.util.List;

/**
 * A method whose calls contracts are on.
 *
 * @param className binary name of its class
 * @param name its name; {@code <init>} for a constructor
 * @param descriptor its descriptor
 * @param contracts its own and those that it inherits
 * @param doubt why its calls cannot be judged; empty if they can
 * @param heir binary name of the class of the object, where another one's would have other
 *     contracts; empty where that is all the same
 */
public record ContractMethod(
    String className,
    String name,
    String descriptor,
    List<AllocationContract> contracts,
    String doubt,
    String heir) {}
