package io.trackmemory.tracker.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The recorders of all living threads, by thread.
 *
 * <p>Any thread may call any method. A bucket is an immutable list that one atomic instruction
 * replaces: {@link #find} is wait-free, {@link #add} and {@link #remove} are lock-free. A thread
 * finds what it has added itself; others may see it a moment later. Nothing that these call is
 * rewritten code, as the maps of the JDK and variable handles are: the hook would be called from
 * within, and add the same thread once more.
 */
public final class RecorderTable {

  private static final int ROW = 64;

  private final int rowBits;
  private final Row[] rows;
  private final AtomicInteger size = new AtomicInteger();

  /**
   * Makes a table.
   *
   * @param buckets a power of two
   */
  RecorderTable(int buckets) {
    this.rowBits = Integer.numberOfTrailingZeros(Math.min(ROW, buckets));
    this.rows = new Row[buckets >> rowBits];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Row();
    }
  }

  private @Nullable Entry first(long threadId) {
    Bucket[] buckets = rowOf(threadId).buckets;
    return buckets == null ? null : buckets[inRow(threadId)].first;
  }

  private Bucket bucketOf(long threadId) {
    return rowOf(threadId).made(1 << rowBits)[inRow(threadId)];
  }

  private Row rowOf(long threadId) {
    return rows[(int) (threadId >> rowBits) & (rows.length - 1)];
  }

  private int inRow(long threadId) {
    return (int) threadId & ((1 << rowBits) - 1);
  }

  @Nullable ThreadRecorder find(Thread thread, long threadId) {
    Entry entry = first(threadId);
    while (entry != null && entry.recorder.owner != thread) {
      entry = entry.next;
    }
    return entry == null ? null : entry.recorder;
  }

  /** Adds a recorder whose thread has none. Called by that thread. */
  void add(ThreadRecorder recorder) {
    Bucket bucket = bucketOf(recorder.ownerId);
    Entry first;
    do {
      first = bucket.first;
    } while (!bucket.replace(first, new Entry(recorder, first)));
    size.incrementAndGet();
  }

  /** Whether this call has taken the recorder out: of several calls, one has. */
  boolean remove(ThreadRecorder recorder) {
    Bucket bucket = bucketOf(recorder.ownerId);
    Entry first;
    Entry found;
    do {
      first = bucket.first;
      found = entryOf(recorder, first);
    } while (found != null && !bucket.replace(first, without(found, first)));
    size.addAndGet(found == null ? 0 : -1);
    return found != null;
  }

  private static @Nullable Entry entryOf(ThreadRecorder recorder, @Nullable Entry first) {
    Entry entry = first;
    while (entry != null && entry.recorder != recorder) {
      entry = entry.next;
    }
    return entry;
  }

  /* What comes after the recorder stays, what comes before it is copied, in any order. */
  private static @Nullable Entry without(Entry found, @Nullable Entry first) {
    Entry rest = found.next;
    for (Entry entry = first; entry != null && entry != found; entry = entry.next) {
      rest = new Entry(entry.recorder, rest);
    }
    return rest;
  }

  int size() {
    return size.get();
  }

  /** Those there are: what is added or removed meanwhile may be missing or not. */
  List<ThreadRecorder> all() {
    List<ThreadRecorder> all = new ArrayList<>();
    for (Row row : rows) {
      Bucket[] buckets = row.buckets;
      for (int i = 0; buckets != null && i < buckets.length; i++) {
        for (Entry entry = buckets[i].first; entry != null; entry = entry.next) {
          all.add(entry.recorder);
        }
      }
    }
    return all;
  }

  /* Made when the first of its threads comes: few programs have threads for all. */
  private static final class Row {
    private static final AtomicReferenceFieldUpdater<Row, Bucket[]> BUCKETS =
        AtomicReferenceFieldUpdater.newUpdater(Row.class, Bucket[].class, "buckets");

    volatile Bucket @Nullable [] buckets;

    Bucket[] made(int length) {
      Bucket[] known = buckets;
      if (known != null) {
        return known;
      }
      Bucket[] made = new Bucket[length];
      for (int i = 0; i < made.length; i++) {
        made[i] = new Bucket();
      }
      BUCKETS.compareAndSet(this, null, made);
      return made(length);
    }
  }

  private static final class Bucket {
    private static final AtomicReferenceFieldUpdater<Bucket, Entry> FIRST =
        AtomicReferenceFieldUpdater.newUpdater(Bucket.class, Entry.class, "first");

    volatile @Nullable Entry first;

    boolean replace(@Nullable Entry expected, @Nullable Entry next) {
      return FIRST.compareAndSet(this, expected, next);
    }
  }

  private static final class Entry {
    final ThreadRecorder recorder;
    final @Nullable Entry next;

    Entry(ThreadRecorder recorder, @Nullable Entry next) {
      this.recorder = recorder;
      this.next = next;
    }
  }
}
