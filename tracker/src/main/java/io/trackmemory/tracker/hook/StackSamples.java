package io.trackmemory.tracker.hook;

import java.util.Arrays;
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
  private @Nullable Sample[] table = new Sample[16];

  /** What came through one stack. */
  public static final class Sample {
    public final int site;
    public final Throwable stack;
    final int index;
    final int hash;
    @Nullable Sample next;
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
    int hash = Backtraces.hash(stack);
    Sample known = find(site, stack, hash);
    Sample sample = known == null ? create(site, stack, hash) : known;
    if (sample == null) {
      return -1;
    }
    sample.add(bytes, weight, nanos, cpuNanos);
    if (known == null) {
      insert(sample); // last: no reader finds a stack through which nothing came
    }
    return sample.index;
  }

  /** Adds the samples of another; gives the index here of each, -1 where it found no room. */
  int[] addAll(StackSamples other) {
    int[] indexes = new int[other.count];
    for (int i = 0; i < indexes.length; i++) {
      Sample added = other.samples[i];
      Sample known = find(added.site, added.stack, added.hash);
      Sample sample = known == null ? create(added.site, added.stack, added.hash) : known;
      indexes[i] = sample == null ? -1 : sample.index;
      if (sample != null) {
        sample.add(added);
      }
      if (sample != null && known == null) {
        insert(sample);
      }
    }
    return indexes;
  }

  private @Nullable Sample find(int site, Throwable stack, int hash) {
    int slot = (hash ^ site) & (table.length - 1);
    for (Sample known = table[slot]; known != null; known = known.next) {
      if (known.site == site && known.hash == hash && Backtraces.same(known.stack, stack)) {
        return known;
      }
    }
    return null;
  }

  private @Nullable Sample create(int site, Throwable stack, int hash) {
    return count < MAX ? new Sample(count, site, stack, hash) : null;
  }

  private void insert(Sample sample) {
    int at = count;
    if (at == samples.length) {
      samples = Arrays.copyOf(samples, Math.max(16, at * 2));
      table = rehashed(new Sample[samples.length * 2]);
    }
    link(table, sample);
    samples[at] = sample;
    count = at + 1;
  }

  private @Nullable Sample[] rehashed(@Nullable Sample[] larger) {
    for (int i = 0; i < count; i++) {
      link(larger, samples[i]);
    }
    return larger;
  }

  private static void link(@Nullable Sample[] table, Sample sample) {
    int slot = (sample.hash ^ sample.site) & (table.length - 1);
    sample.next = table[slot];
    table[slot] = sample;
  }
}
