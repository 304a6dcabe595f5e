package io.trackmemory.tracker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call stack taken at allocations of one type at one line. The first allocations of a line get a
 * stack each, later ones a share of them; each stack taken stands for as many as that share says,
 * so that the estimates are unbiased whatever was left out.
 *
 * @param typeName type allocated
 * @param frames the stack, innermost frame first
 * @param samples how many times this very stack was taken for this type
 * @param estimatedCount estimate of the objects allocated through it; exact where {@link #isExact}
 * @param estimatedBytes estimate of their bytes
 * @param smallestBytes size in bytes of the smallest object among the samples
 * @param largestBytes size in bytes of the largest object among the samples
 * @param first time from the opening of the scope to the first sample
 * @param last time from the opening of the scope to the last sample
 * @param cpuTime CPU time that the threads used between these samples and those before them, an
 *     estimate of the work done here; empty where the JVM has no such figure or nothing came before
 */
public record StackSample(
    String typeName,
    List<StackTraceElement> frames,
    long samples,
    double estimatedCount,
    double estimatedBytes,
    long smallestBytes,
    long largestBytes,
    Duration first,
    Duration last,
    Optional<Duration> cpuTime) {

  /** Copies the frames. */
  public StackSample {
    frames = List.copyOf(frames);
  }

  /** Whether each allocation through this stack was sampled. */
  public boolean isExact() {
    return estimatedCount == samples;
  }

  /** Mean size of an object in bytes. */
  public double meanBytes() {
    return estimatedBytes / estimatedCount;
  }

  /** Both as one, of the same type and frames. */
  public StackSample plus(StackSample other) {
    return new StackSample(
        typeName,
        frames,
        samples + other.samples,
        estimatedCount + other.estimatedCount,
        estimatedBytes + other.estimatedBytes,
        Math.min(smallestBytes, other.smallestBytes),
        Math.max(largestBytes, other.largestBytes),
        first.compareTo(other.first) < 0 ? first : other.first,
        last.compareTo(other.last) > 0 ? last : other.last,
        cpuTime.map(time -> time.plus(other.cpuTime.orElse(Duration.ZERO))).or(other::cpuTime));
  }
}
