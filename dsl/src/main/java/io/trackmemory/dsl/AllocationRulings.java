package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;

/** Decides checks on allocations; the names of the checks that would accept are given. */
final class AllocationRulings {

  private AllocationRulings() {}

  static Ruling none(Allocations seen, String accepting) {
    return Ruling.atMost(
        0,
        seen.count(),
        seen.doubt(),
        new ShouldHaveNoAllocations(seen, call(seen, accepting, seen.count().atMost())));
  }

  static Ruling count(Allocations seen, long count, String accepting) {
    return Ruling.exactly(
        count,
        seen.count(),
        seen.doubt(),
        new ShouldHaveAllocationCount(seen, count, call(seen, accepting, seen.count().atMost())));
  }

  static Ruling countAtMost(Allocations seen, long limit, String accepting) {
    return Ruling.atMost(
        limit,
        seen.count(),
        seen.doubt(),
        new ShouldHaveAllocationCountAtMost(
            seen, limit, call(seen, accepting, seen.count().atMost())));
  }

  static Ruling bytes(Allocations seen, ByteSize size) {
    return Ruling.exactly(
        size.toBytes(),
        seen.bytes(),
        seen.doubt(),
        new ShouldHaveAllocatedBytes(seen, size, sizeCall(seen, "hasAllocatedBytes")));
  }

  static Ruling bytesAtMost(Allocations seen, ByteSize limit, String accepting) {
    return Ruling.atMost(
        limit.toBytes(),
        seen.bytes(),
        seen.doubt(),
        new ShouldHaveAllocatedBytesAtMost(seen, limit, sizeCall(seen, accepting)));
  }

  static Ruling bytesAtMost(Allocations seen, MemorySnapshot other) {
    long limit = other.allocatedBytes();
    return other
        .uncertified()
        .<Ruling>map(cause -> new Ruling.Uncertified("the other measurement: " + cause, limit))
        .orElseGet(
            () ->
                Ruling.atMost(
                    limit,
                    seen.bytes(),
                    seen.doubt(),
                    new ShouldHaveAllocatedBytesAtMostThose(
                        seen, other, sizeCall(seen, "hasAllocatedBytesAtMost"))));
  }

  private static String call(Allocations seen, String check, long number) {
    return seen.path() + check + "(" + number + ")";
  }

  private static String sizeCall(Allocations seen, String check) {
    return seen.path() + check + "(" + Sizes.code(seen.bytes().atMost()) + ")";
  }
}
