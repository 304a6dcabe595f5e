package io.trackmemory.proof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are made to break a check, and for nothing else. For the checks of TrackMemory, of
 * which one at a time proves itself; makes no object but those it is asked for.
 */
public final class Injected {

  /* Where compiled code would find out that nobody needs them. */
  @SuppressWarnings("unused")
  private static volatile @Nullable Object latest;

  private static volatile @Nullable Object kept;

  private final @Nullable Object before;
  private final @Nullable Object object;

  private Injected(@Nullable Object before, @Nullable Object object) {
    this.before = before;
    this.object = object;
  }

  /** Types of which there can be some, the plain ones first. */
  public enum Made {
    /** One that no code of a user knows. */
    PLAIN(Injected.class),
    /** Arrays of any length. */
    BYTES(byte[].class),
    /** Likewise. */
    CHARS(char[].class),
    /** Likewise. */
    INTS(int[].class),
    /** Likewise. */
    LONGS(long[].class),
    /** Likewise. */
    OBJECTS(Object[].class),
    /** Text. */
    STRING(String.class),
    /** A boxed number. */
    INTEGER(Integer.class),
    /** Likewise. */
    LONG(Long.class),
    /** An empty list. */
    LIST(ArrayList.class);

    private final Class<?> type;

    Made(Class<?> type) {
      this.type = type;
    }

    /** The type itself. */
    public Class<?> type() {
      return type;
    }
  }

  /** Makes objects one after the other, and keeps none; {@code length} is that of arrays. */
  public static void make(Made type, long count, int length) {
    for (long i = 0; i < count; i++) {
      latest = one(type, i, length);
    }
    latest = null;
  }

  /** Makes one more, and keeps it with those that are kept. */
  public static void keep(Made type, int length) {
    Object before = kept;
    if (before == null) {
      kept = one(type, 0, length);
    } else {
      kept =
          type == Made.PLAIN
              ? new Injected(before, null)
              : new Injected(before, one(type, 0, length));
    }
  }

  /** Takes that many bytes off the heap, and keeps them. */
  public static void keepOffHeap(int bytes) {
    kept = ByteBuffer.allocateDirect(bytes);
  }

  /** Objects of which nobody else knows, as roots of what they keep alive. */
  public static Object[] loose(Made type, int count, int length) {
    Object[] all = new Object[count];
    for (int i = 0; i < count; i++) {
      all[i] = one(type, i, length);
    }
    return all;
  }

  /** Lets go of all. */
  public static void release() {
    kept = null;
  }

  private static Object one(Made type, long number, int length) {
    return switch (type) {
      case PLAIN -> new Injected(null, null);
      case BYTES -> new byte[length];
      case CHARS -> new char[length];
      case INTS -> new int[length];
      case LONGS -> new long[length];
      case OBJECTS -> new Object[length];
      case STRING -> Long.toString(number + Integer.MAX_VALUE);
      case INTEGER -> (int) (number % 1_000_000) + 1_000_000;
      case LONG -> number + Integer.MAX_VALUE;
      case LIST -> new ArrayList<>();
    };
  }

  /** Whether it keeps something; so that what it refers to has a reader. */
  @Override
  public String toString() {
    return before == null && object == null ? "injected" : "injected, with others";
  }
}
