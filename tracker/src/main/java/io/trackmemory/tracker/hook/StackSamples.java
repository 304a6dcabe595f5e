package io.trackmemory.tracker.hook;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The call stacks taken by one thread for one scope, equal ones of a site together.
 *
 * <p>Written by that thread alone, wait-free. Any thread may read: first {@link #count}, then
 * {@link #samples}, which then holds that many, each with its first event at least. A reader may
 * miss the newest stacks and the newest events of each; the figures of one stack may be an event
 * apart while its thread goes on.
 */
public final class StackSamples {

  private static final int MAX = 20_000;

  public volatile Sample[] samples = {};
  public volatile int count;
  private final Map<Sample, Sample> known = new HashMap<>();

  /** What came through one stack. */
  public static final class Sample {
    public final int site;
    public final Throwable stack;
    final int index;
    final int hash;
    public long taken;
    public long takenBytes;
    /* Estimates: each sample stands for as many allocations as its weight says. */
    public double weight;
    public double weightedBytes;
    public long minBytes = Long.MAX_VALUE;
    public long maxBytes;
    public long firstNanos;
    public long lastNanos;
    /* -1 while unknown. */
    public long cpuNanos = -1;

    Sample(int index, int site, Throwable stack, int hash) {
      this.index = index;
      this.site = site;
      this.stack = stack;
      this.hash = hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Sample sample
          && site == sample.site
          && hash == sample.hash
          && Backtraces.same(stack, sample.stack);
    }

    @Override
    public int hashCode() {
      return hash ^ site;
    }

    private void add(long bytes, double newWeight, long nanos, long newCpuNanos) {
      if (taken == 0) {
        firstNanos = nanos;
      }
      lastNanos = nanos;
      weight += newWeight;
      weightedBytes += newWeight * bytes;
      minBytes = Math.min(minBytes, bytes);
      maxBytes = Math.max(maxBytes, bytes);
      addCpu(newCpuNanos);
      takenBytes += bytes;
      taken++;
    }

    private void add(Sample other) {
      firstNanos = taken == 0 ? other.firstNanos : Math.min(firstNanos, other.firstNanos);
      lastNanos = taken == 0 ? other.lastNanos : Math.max(lastNanos, other.lastNanos);
      weight += other.weight;
      weightedBytes += other.weightedBytes;
      minBytes = Math.min(minBytes, other.minBytes);
      maxBytes = Math.max(maxBytes, other.maxBytes);
      addCpu(other.cpuNanos);
      takenBytes += other.takenBytes;
      taken += other.taken;
    }

    private void addCpu(long nanos) {
      if (nanos >= 0) {
        cpuNanos = Math.max(cpuNanos, 0) + nanos;
      }
    }
  }

  /** Adds a stack; gives its index, -1 if there are too many different ones. */
  int add(int site, Throwable stack, long bytes, double weight, long nanos, long cpuNanos) {
    Sample sample = of(site, stack, Backtraces.hash(stack));
    if (sample == null) {
      return -1;
    }
    sample.add(bytes, weight, nanos, cpuNanos);
    publish(sample);
    return sample.index;
  }

  /** Adds the samples of another; gives the index here of each, -1 where it found no room. */
  int[] addAll(StackSamples other) {
    int[] indexes = new int[other.count];
    for (int i = 0; i < indexes.length; i++) {
      Sample added = other.samples[i];
      Sample sample = of(added.site, added.stack, added.hash);
      indexes[i] = sample == null ? -1 : sample.index;
      if (sample != null) {
        sample.add(added);
        publish(sample);
      }
    }
    return indexes;
  }

  private @Nullable Sample of(int site, Throwable stack, int hash) {
    Sample made = new Sample(count, site, stack, hash);
    Sample there = known.get(made);
    return there != null || count >= MAX ? there : made;
  }

  /* After its first event: no reader finds a stack through which nothing came. */
  private void publish(Sample sample) {
    int at = count;
    if (sample.index == at) {
      if (at == samples.length) {
        samples = Arrays.copyOf(samples, Math.max(16, at * 2));
      }
      samples[at] = sample;
      count = at + 1;
      known.put(sample, sample); // last, as memory may run out: at worst there is another like it
    }
  }
}
