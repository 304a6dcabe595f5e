package io.trackmemory.tracker;

import java.util.List;
import java.util.OptionalLong;

/**
 * Bytes by the JVM's own counter, for the thread that opened the scope, of objects that no Java
 * code allocates: neither a line of the scope, nor first use, nor test code accounts for them.
 * Immutable.
 *
 * <p>Causes are measured, not estimated: by the JVM's counter before and after each call of a
 * native method. Where native code called Java code that allocated, only what is known to be the
 * native code's is in them.
 *
 * @param total all of them, in bytes; empty where the JVM has no counter (virtual threads), or the
 *     JIT compiler left it fewer bytes than lines and causes account for
 * @param causes what is known of where they come from, most bytes first
 */
public record UnattributedBytes(OptionalLong total, List<ByCause> causes) {

  /** What is said of a thread for which the JVM has no counter. */
  public static final UnattributedBytes NOT_AVAILABLE =
      new UnattributedBytes(OptionalLong.empty(), List.of());

  /** Copies the list. */
  public UnattributedBytes {
    causes = List.copyOf(causes);
    long known = causes.stream().mapToLong(ByCause::bytes).sum();
    if (total.isPresent() && total.getAsLong() < known) {
      throw new IllegalArgumentException(
          "total must be at least the sum of the causes, " + known + ": " + total.getAsLong());
    }
  }

  /** The sum over the causes that are known, in bytes. */
  public long knownBytes() {
    return causes.stream().mapToLong(ByCause::bytes).sum();
  }

  /** Bytes of which the cause is not known; empty where the total is. */
  public OptionalLong unknownBytes() {
    return total.isPresent()
        ? OptionalLong.of(total.getAsLong() - knownBytes())
        : OptionalLong.empty();
  }

  /** Bytes of one cause, 0 where there were none. */
  public long bytesOf(Cause cause) {
    return causes.stream().filter(row -> row.cause == cause).mapToLong(ByCause::bytes).sum();
  }

  /** Why there are objects that no Java code allocates. */
  public enum Cause {
    /** Call stacks of throwables, threads and stack walkers. */
    STACK_TRACES("stack traces"),
    /** Members, interfaces, names and annotations of classes, read by reflection. */
    REFLECTION("reflection data"),
    /** Classes defined or looked up. */
    CLASS_LOADING("class loading"),
    /** Members resolved for method handles. */
    METHOD_HANDLES("method handles"),
    /** Other native methods that give an object. */
    NATIVE_METHODS("other native methods"),
    /**
     * What Java code makes for itself that the JIT compiler replaces by code that makes nothing.
     */
    INTRINSICS("intrinsics of the JIT compiler");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    /** As messages and pages print it. */
    public String text() {
      return text;
    }
  }

  /**
   * What one cause made.
   *
   * @param cause the cause
   * @param count how often it made something
   * @param bytes shallow sizes with header and padding
   */
  public record ByCause(Cause cause, long count, long bytes) {

    /** Checks that there are none below zero. */
    public ByCause {
      if (count < 0 || bytes < 0) {
        throw new IllegalArgumentException(
            "count and bytes must not be negative: " + count + ", " + bytes);
      }
    }
  }
}
