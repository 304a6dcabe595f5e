package io.trackmemory.dsl;

import io.trackmemory.proof.Injected;
import io.trackmemory.proof.Injected.Made;
import io.trackmemory.tracker.spi.Measure.Unit;
import java.util.Optional;

/**
 * What is really made to break a check.
 *
 * @param how what becomes of it
 * @param type what it is of, on the heap
 * @param count how many objects
 * @param length of each, where they are arrays; all bytes off the heap
 */
record Injection(How how, Made type, long count, int length) {

  private static final long CHUNK = 1 << 20;
  private static final long MOST_OBJECTS = 10_000_000;
  private static final long MOST_KEPT_OBJECTS = 1_000_000;
  private static final long MOST_BYTES = 64L << 30;
  private static final int LONGEST = Integer.MAX_VALUE - 64;

  /* No object of any layout is smaller. */
  private static final int SMALLEST = 8;

  /** What becomes of what is made. */
  enum How {
    /** Nobody keeps it. */
    DROPPED,
    /** A static field keeps it until the check was asked again. */
    KEPT,
    /** Likewise, and limits on live bytes have to see it. */
    ALIVE,
    /** Off the heap, kept likewise. */
    OFF_HEAP
  }

  /** The same once more or less, with another amount. */
  Injection sized(Unit unit, long amount) {
    return switch (how) {
      case OFF_HEAP -> new Injection(how, type, 1, (int) Math.min(amount, LONGEST));
      case DROPPED, KEPT, ALIVE -> unit == Unit.OBJECTS ? ofObjects(amount) : ofBytes(amount);
    };
  }

  private Injection ofObjects(long amount) {
    return new Injection(how, type, amount, length);
  }

  private Injection ofBytes(long amount) {
    if (!type.type().isArray()) {
      return new Injection(how, type, (amount + SMALLEST - 1) / SMALLEST, 0);
    }
    long chunk = how != How.DROPPED ? LONGEST : Math.max(CHUNK, length);
    long arrays = (amount + chunk - 1) / chunk;
    long each = (amount + arrays - 1) / arrays;
    long elements = (each + elementBytes() - 1) / elementBytes();
    return new Injection(how, type, arrays, (int) Math.max(elements, length));
  }

  private int elementBytes() {
    return switch (type) {
      case CHARS -> Character.BYTES;
      case INTS, OBJECTS -> Integer.BYTES;
      case LONGS -> Long.BYTES;
      default -> 1;
    };
  }

  /** Why that much cannot be made. */
  Optional<String> impossible() {
    long most = how == How.DROPPED ? MOST_OBJECTS : MOST_KEPT_OBJECTS;
    if (count > most) {
      return Optional.of("it would take " + count + " objects, more than " + most);
    }
    Runtime jvm = Runtime.getRuntime();
    long left = jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory();
    long bytes = count * Math.max(SMALLEST, (long) length * elementBytes());
    long room = how == How.DROPPED ? MOST_BYTES : left / 2;
    return bytes > room
        ? Optional.of(
            "it would take " + Sizes.rounded(bytes) + ", more than " + Sizes.rounded(room))
        : Optional.empty();
  }

  /** Whether figures of a scope would keep it after it was undone. */
  boolean stays() {
    return how == How.ALIVE || how == How.OFF_HEAP;
  }

  /** Makes it; to be called where the code runs that the check is about. Allocates nothing else. */
  void make() {
    switch (how) {
      case DROPPED -> Injected.make(type, count, length);
      case KEPT, ALIVE -> {
        for (long i = 0; i < count; i++) {
          Injected.keep(type, length);
        }
      }
      case OFF_HEAP -> Injected.keepOffHeap(length);
    }
  }

  /** The same objects, of which only whoever asks for them knows. */
  Object[] loose() {
    return Injected.loose(type, (int) count, length);
  }

  /** {@code 3 x byte[] of 16 elements, kept by a static field}. */
  @Override
  public String toString() {
    if (how == How.OFF_HEAP) {
      return "a direct buffer of " + length + " B, kept by a static field";
    }
    return count
        + " x "
        + type.type().getTypeName()
        + (type.type().isArray() ? " with " + Text.count(length, "element") : "")
        + (how == How.DROPPED ? "" : ", kept by a static field");
  }
}
