package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure.Unit;
import java.util.Optional;

/** Decides checks on allocations; the names of the checks that would accept are given. */
final class AllocationRulings {

  private AllocationRulings() {}

  static Ruling none(Allocations seen, String accepting) {
    return Ruling.atMost(
        Unit.OBJECTS,
        0,
        seen.count(),
        seen::doubt,
        () -> new ShouldHaveNoAllocations(seen, accepting));
  }

  static Ruling count(Allocations seen, long count, String accepting) {
    return Ruling.exactly(
        Unit.OBJECTS,
        seen.ofAll(count),
        seen.count(),
        seen::doubt,
        () -> new ShouldHaveAllocationCount(seen, count, accepting));
  }

  static Ruling countAtMost(Allocations seen, long limit, String accepting) {
    return Ruling.atMost(
        Unit.OBJECTS,
        seen.ofAll(limit),
        seen.count(),
        seen::doubt,
        () -> new ShouldHaveAllocationCountAtMost(seen, limit, accepting));
  }

  static Ruling bytes(Allocations seen, ByteSize size, String accepting) {
    return Ruling.exactly(
        Unit.BYTES,
        seen.ofAll(size.toBytes()),
        seen.bytes(),
        seen::doubt,
        () -> new ShouldHaveAllocatedBytes(seen, size, accepting));
  }

  static Ruling bytesAtMost(Allocations seen, ByteSize limit, String accepting) {
    return Ruling.atMost(
        Unit.BYTES,
        seen.ofAll(limit.toBytes()),
        seen.bytes(),
        seen::doubt,
        () -> new ShouldHaveAllocatedBytesAtMost(seen, limit, accepting));
  }

  static Ruling bytesAtMost(Allocations seen, MemorySnapshot other, String accepting) {
    long limit = other.allocatedBytes();
    Optional<String> unknown = other.uncertified();
    return unknown.isPresent()
        ? new Ruling.Uncertified("the other measurement: " + unknown.get(), limit)
        : Ruling.atMost(
            Unit.BYTES,
            limit,
            seen.bytes(),
            seen::doubt,
            () -> new ShouldHaveAllocatedBytesAtMostThose(seen, other, accepting));
  }
}
