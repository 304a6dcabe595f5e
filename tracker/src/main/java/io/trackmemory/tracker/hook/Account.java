package io.trackmemory.tracker.hook;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one thread did for one scope: counts and array bytes by site in blocks of 256 sites, the
 * objects followed, the call stacks taken.
 *
 * <p>Single writer: the thread, by plain writes, wait-free; once it has left for good, whoever
 * holds the lock of the sum that the account is added to. Any thread may read, and sees counts a
 * moment late, of different sites in any order, a count and its bytes by an event apart; never less
 * than what it has seen already, nor than what came before {@link #entered} fell to 0. It may miss
 * the newest entries of the lists. That counts are read whole takes a JVM of 64 bits.
 */
public final class Account {

  /*
   * References to objects not collected yet may exceed the live ones by this factor, and, where
   * many live ones are allowed anyway, take this share of the heap: collections that come by
   * themselves cost less than forced ones.
   */
  private static final int UNCOLLECTED_FACTOR = 4;
  private static final int MANY = 100_000;
  private static final int SHARE_OF_HEAP = 8;
  private static final int BYTES_A_REFERENCE = 40;
  private static final long UNCOLLECTED_MAX =
      Math.min(
          Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_A_REFERENCE,
          Integer.MAX_VALUE / 4);

  /* What a block has for each site: a count, bytes of arrays, the count at which a stack is due. */
  static final int STRIDE = 3;
  static final int BYTES = 1;
  static final int NEXT_STACK = 2;

  final @Nullable ScopeLedger scope;
  public String threadName;
  public final long threadId;
  public final long[][] @Nullable [] tables = new long[3][][];

  public @Nullable Followed[] followed = {};
  /* Plain: entries are published by a fence, and a reader takes null for not there yet. */
  public int followedCount;
  public long unfollowed;

  final SamplingPlan plan;
  final SamplingPlan.Randomness random;
  public final StackSamples stacks = new StackSamples();
  public final EventRing events;
  public long unstacked;

  public int uncountedSite = -1;
  public long jvmBytes;
  long jvmStart;
  public volatile int entered;

  Account(@Nullable ScopeLedger scope, Thread thread, long threadId) {
    this(scope, copyOfName(thread), threadId);
  }

  Account(@Nullable ScopeLedger scope, String threadName, long threadId) {
    this.scope = scope;
    this.threadName = threadName;
    this.threadId = threadId;
    this.plan = scope == null ? SamplingPlan.NONE : scope.plan;
    this.events = new EventRing(scope == null ? 0 : scope.historyMax);
    this.random = new SamplingPlan.Randomness(scope == null ? 0 : scope.accounts.size());
  }

  /* A copy, so that a recorder holds no object of the user. */
  static String copyOfName(Thread thread) {
    return new String(thread.getName().toCharArray());
  }

  void grow(int state, int site) {
    int index = site >> ScopeLedger.CHUNK_BITS;
    long[][] table = tables[state];
    if (table == null || index >= table.length) {
      table = table == null ? new long[index + 8][] : Arrays.copyOf(table, index + 8);
    }
    if (table[index] == null) {
      table[index] = newChunk(state);
    }
    VarHandle.storeStoreFence(); // whoever finds a new table finds in it what was in the old one
    tables[state] = table;
  }

  /* Stacks are taken of what counts only. */
  private long[] newChunk(int state) {
    long[] chunk = new long[STRIDE << ScopeLedger.CHUNK_BITS];
    for (int at = NEXT_STACK; at < chunk.length; at += STRIDE) {
      chunk[at] = state == ThreadRecorder.COUNTED ? plan.next(0, random) : Long.MAX_VALUE;
    }
    return chunk;
  }

  void addStack(int site, long bytes, double weight, Throwable stack, long cpuNanos) {
    long now = System.nanoTime();
    int index = stacks.add(site, stack, bytes, weight, now, cpuNanos);
    if (index < 0) {
      unstacked++;
    } else {
      events.add(index, now, bytes, weight);
    }
  }

  /** Follows an object without more memory than the reference itself; false if it takes more. */
  boolean followInPlace(Object object, int site, int phase) {
    int at = followedCount;
    @Nullable Followed[] table = followed;
    if (at >= table.length || unfollowed > 0) {
      return false;
    }
    Followed reference = new Followed(object, site, phase);
    VarHandle.storeStoreFence(); // whoever finds the reference finds the object in it
    table[at] = reference;
    followedCount = at + 1;
    return true;
  }

  /* Single writer: the thread. */
  int enter() {
    int times = entered + 1;
    entered = times;
    return times;
  }

  int leave() {
    int times = entered - 1;
    entered = times;
    return times;
  }

  void follow(Object object, int site) {
    ScopeLedger ledger = scope;
    if (ledger == null) {
      return;
    }
    /* Once one is missing no verdict can be given: no more collections for the others. */
    if (unfollowed > 0 || (followedCount == followed.length && !makeRoom(ledger.liveMax))) {
      unfollowed++;
      return;
    }
    add(new Followed(object, site, ledger.phase));
  }

  private void add(Followed object) {
    int at = followedCount;
    if (at == followed.length) {
      followed = Arrays.copyOf(followed, Math.max(64, at * 2));
    }
    VarHandle.storeStoreFence();
    followed[at] = object;
    followedCount = at + 1;
  }

  /* Dead ones go first. A collection is forced only where dead and alive cannot be told otherwise. */
  private boolean makeRoom(int liveMax) {
    int alive = purge();
    long limit = (long) liveMax * UNCOLLECTED_FACTOR;
    if (liveMax >= MANY) {
      limit = Math.max(limit, UNCOLLECTED_MAX);
    }
    if (alive >= limit) {
      System.gc();
      alive = purge();
      if (alive >= liveMax) {
        return false;
      }
    }
    if (alive > followed.length / 2) {
      followed = Arrays.copyOf(followed, (int) Math.min(Math.max(64, alive * 2L), limit));
    }
    if (followed.length == 0) {
      followed = new Followed[64];
    }
    return followedCount < followed.length;
  }

  private int purge() {
    int alive = 0;
    for (int i = 0; i < followedCount; i++) {
      Followed object = followed[i];
      if (object != null && !object.refersTo(null)) {
        followed[alive++] = object;
      }
    }
    Arrays.fill(followed, alive, followedCount, null);
    followedCount = alive;
    return alive;
  }

  void addAll(Account other) {
    for (int state = 0; state < tables.length; state++) {
      long[][] table = other.tables[state];
      for (int i = 0; table != null && i < table.length; i++) {
        if (table[i] != null) {
          addChunk(state, i, table[i]);
        }
      }
    }
    int[] indexes = stacks.addAll(other.stacks);
    for (int i = 0; i < indexes.length; i++) {
      unstacked += indexes[i] < 0 ? other.stacks.samples[i].taken : 0;
    }
    events.addAll(other.events, indexes);
    for (int i = 0; i < other.followedCount; i++) {
      Followed object = other.followed[i];
      if (object != null && !object.refersTo(null) && scope != null && scope.follow) {
        add(object.inPhase(scope.phase));
      }
    }
    unfollowed += other.unfollowed;
    unstacked += other.unstacked;
    uncountedSite = Math.max(uncountedSite, other.uncountedSite);
  }

  private void addChunk(int state, int index, long[] added) {
    grow(state, index << ScopeLedger.CHUNK_BITS);
    long[][] table = tables[state];
    if (table != null) {
      long[] chunk = table[index];
      for (int at = 0; at < added.length; at += STRIDE) {
        if (added[at] != 0) {
          chunk[at] += added[at];
          chunk[at + BYTES] += added[at + BYTES];
          if (state == ThreadRecorder.COUNTED) {
            chunk[at + NEXT_STACK] = plan.next(chunk[at], random);
          }
        }
      }
    }
  }

  /** A followed object. Weak: to be followed keeps nothing alive. */
  public static final class Followed extends WeakReference<Object> {
    /* Bytes that one takes, by the JVM's counter. */
    static long bytes;
    static @Nullable Followed measured;

    public final int site;
    public final int phase;

    Followed(Object object, int site, int phase) {
      super(object);
      this.site = site;
      this.phase = phase;
    }

    /* The least of some: code that runs for the first time may take more. */
    static void measure() {
      bytes = Long.MAX_VALUE;
      for (int i = 0; i < 5; i++) {
        long start = Hook.jvmAllocatedBytes.getAsLong();
        measured = new Followed("", i, i);
        bytes = Math.min(bytes, Hook.jvmAllocatedBytes.getAsLong() - start);
      }
    }

    Followed inPhase(int newPhase) {
      Object object = get();
      return object == null || newPhase == phase ? this : new Followed(object, site, newPhase);
    }
  }
}
