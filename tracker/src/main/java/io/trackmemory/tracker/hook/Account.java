package io.trackmemory.tracker.hook;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one thread did for one scope: counts and array bytes by site in blocks of 256 sites, the
 * objects followed, the call stacks taken.
 *
 * <p>Single writer: the thread, by plain writes, wait-free; once it has left for good, whoever
 * holds the lock of the sum that the account is added to. Any thread may read, and sees counts a
 * moment late, of different sites in any order, a count and its bytes by an event apart; never less
 * than what it has seen already, nor than what came before {@link #entered} fell to 0. It may miss
 * the newest entries of the lists. That counts are read whole takes a JVM of 64 bits. Long, as one
 * thread writes all of these fields.
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
  private static final int MAX_WEIGHT = 1 << 30;
  private static final long UNCOLLECTED_MAX =
      Math.min(
          Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_A_REFERENCE,
          Integer.MAX_VALUE / 4);

  /* What a block has for each site: a count, bytes of arrays, the count at which a stack is due. */
  public static final int STRIDE = 3;
  public static final int BYTES = 1;
  static final int NEXT_STACK = 2;

  /* Of an object of which there is no event. */
  static final int NO_EVENT = Integer.MAX_VALUE;

  final @Nullable ScopeLedger scope;
  /* The innermost limit on live bytes that it is in, and what that needs to know of it. */
  final @Nullable PeakGuard peak;
  final @Nullable Constructions constructions;
  public String threadName;
  public final long threadId;
  public final long[][] @Nullable [] tables = new long[4][][];

  public @Nullable Followed[] followed = {};
  /* Plain: entries are published by a fence, and a reader takes null for not there yet. */
  public int followedCount;
  /* Objects that could not be followed, for want of memory or stack. */
  public long unfollowed;
  /* Each object is followed with the probability 1 / weight: all, until too many live at once. */
  public int weight = 1;
  /* Odd while entries move, so that a reader looks again. */
  volatile int moves;
  /* Objects not followed, or no longer, by that choice. */
  public long skipped;
  final SamplingPlan.Randomness choice;

  final SamplingPlan plan;
  final SamplingPlan.Randomness random;
  public final StackSamples stacks = new StackSamples();
  public final EventRing events;
  /* The latest event, while its object may be about to be followed. */
  private int pendingSite = -1;
  private long pendingCount;
  private long pendingEvent;
  public long unstacked;
  private long sureStacks;

  public int uncountedSite = -1;
  /* Where an object was made that cannot be followed. */
  public int unfollowedSite = -1;
  /* An object may be followed twice: its constructor threw. */
  boolean doubled;
  /* By cause: how many native calls made objects, and the bytes of these. */
  public final long[] nativeBytes = new long[2 * NativeCalls.CAUSES];
  public long jvmBytes;
  long jvmStart;
  /* In nanoseconds, of stretches of work that have ended; -1 if not known. */
  public long cpuNanos;
  public long cpuStart;
  /* Null for a thread of no scope. */
  public final @Nullable WorkTimes times;
  public long tasksHandedOver;
  public long tasksRun;
  public volatile int entered;
  /* Of a thread of no scope: added to the sum, under the lock of that. */
  public boolean folded;
  /* Of a thread of no scope: of which time what it follows is, as AllThreads numbers it. */
  volatile int followedEpoch;

  Account(@Nullable ScopeLedger scope, Thread thread, long threadId) {
    this(scope, copyOfName(thread), threadId);
  }

  Account(@Nullable ScopeLedger scope, String threadName, long threadId) {
    this.scope = scope;
    this.threadName = threadName;
    this.threadId = threadId;
    this.plan = scope == null ? SamplingPlan.NONE : scope.plan;
    this.events = new EventRing(scope == null ? 0 : scope.historyMax);
    long seed = scope == null ? 0 : scope.accounts.size();
    this.random = new SamplingPlan.Randomness(seed);
    this.choice = new SamplingPlan.Randomness(~seed);
    this.peak = scope == null || scope.inTestCode ? null : scope.peak;
    this.times = scope == null ? null : new WorkTimes();
    this.constructions = peak == null ? null : new Constructions();
    for (PeakGuard guard = peak; guard != null; guard = guard.outer) {
      guard.accounts.add(this);
    }
  }

  /** Whether there is a counter for a site. */
  boolean hasCounter(int site) {
    return chunkOf(site) != null;
  }

  private long @Nullable [] chunkOf(int site) {
    long[][] table = tables[ThreadRecorder.COUNTED];
    int index = site >> ScopeLedger.CHUNK_BITS;
    return table == null || index >= table.length ? null : table[index];
  }

  /** Lets go of what was collected. Called by the account's thread. */
  void dropDead() {
    thinTo(weight);
  }

  /** Whether it is of a thread that works for no scope. */
  public boolean isUnscoped() {
    return scope == null;
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

  /*
   * The scope has closed and none around it is open: takes the counters out of the hands of the
   * thread, which looks at the scope before it makes others. A reader keeps those there were.
   */
  void letGo() {
    for (int state = 0; state < tables.length; state++) {
      long[][] table = tables[state];
      if (table != null) {
        tables[state] = table.clone();
        Arrays.fill(table, null);
      }
    }
  }

  /** Whether it has no counter yet, no work was handed over, and nothing is in doubt. */
  boolean isUntouched() {
    for (long[][] table : tables) {
      if (table != null) {
        return false;
      }
    }
    return tasksHandedOver == 0 && tasksRun == 0 && uncountedSite < 0;
  }

  /** Whether its scope and all around it have closed. */
  boolean isLeftAlone() {
    return scope != null && scope.closed && scope.firstOpen() == null;
  }

  /**
   * The tables apart from what is added later: of a sum, accounts that are folded afterwards and
   * whose own figures are seen would count twice. Under the lock of the sum.
   */
  public long[][] @Nullable [] copyOfTables() {
    long[][] @Nullable [] copy = new long[tables.length][][];
    for (int state = 0; state < tables.length; state++) {
      long[][] table = tables[state];
      if (table != null) {
        copy[state] = table.clone();
        for (int i = 0; i < table.length; i++) {
          copy[state][i] = table[i] == null ? null : table[i].clone();
        }
      }
    }
    return copy;
  }

  /* Stacks are taken of what counts only. */
  private long[] newChunk(int state) {
    long[] chunk = new long[STRIDE << ScopeLedger.CHUNK_BITS];
    for (int at = NEXT_STACK; at < chunk.length; at += STRIDE) {
      chunk[at] = state == ThreadRecorder.COUNTED ? plan.next(0, random) : Long.MAX_VALUE;
    }
    return chunk;
  }

  /* The probability of the stack to take; 0 if none is to be taken. */
  double chosen(long bytes, long before, long due) {
    double probability = plan.probability(bytes, before, sureStacks);
    if (before < plan.always && probability >= 1) {
      sureStacks++;
      return 1;
    }
    boolean byCount = bytes < plan.mediumBytes && before >= plan.always;
    return (byCount ? before >= due : random.next() <= probability) ? probability : 0;
  }

  void addStack(int site, long bytes, double weight, Throwable stack, long cpuNanos) {
    long now = System.nanoTime();
    int index = stacks.add(site, stack, bytes, weight, now, cpuNanos);
    if (index < 0) {
      unstacked++;
    } else {
      pendingEvent = events.add(index, now, bytes, weight);
      pendingSite = scope != null && scope.follow ? site : -1;
      pendingCount = countOf(site);
    }
  }

  private long countOf(int site) {
    long[] chunk = chunkOf(site);
    return chunk == null ? 0 : chunk[(site & ScopeLedger.CHUNK_MASK) * STRIDE];
  }

  /* The event of an object that is to be followed: the last one, if nothing was made there since. */
  private int takeEvent(int site) {
    long event = countOf(site) == pendingCount && pendingEvent < NO_EVENT ? pendingEvent : -1;
    pendingSite = -1;
    events.setFate(event, EventRing.ALIVE);
    return event < 0 ? NO_EVENT : (int) event;
  }

  /** Whether the next object is left out of the sample that is followed. */
  boolean skips() {
    if (weight == 1 || choice.next() * weight <= 1) {
      return false;
    }
    skipped++;
    return true;
  }

  /** Follows an object without more memory than the reference itself; false if it takes more. */
  boolean followInPlace(Object object, int site) {
    int at = followedCount;
    @Nullable Followed[] table = followed;
    if (at >= table.length || unfollowed > 0) {
      return false;
    }
    int event = site == pendingSite ? takeEvent(site) : NO_EVENT;
    Followed reference = new Followed(object, site, phase(), event);
    VarHandle.storeStoreFence(); // whoever finds the reference finds the object in it
    table[at] = reference;
    followedCount = at + 1;
    return true;
  }

  boolean followedLast(Object object) {
    int last = followedCount - 1;
    Followed reference = last < 0 ? null : followed[last];
    return reference != null && reference.refersTo(object);
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
    /* Once one is missing no verdict can be given: no more collections for the others. */
    if (unfollowed > 0) {
      unfollowed++;
      return;
    }
    if (followedCount == followed.length) {
      makeRoom(scope == null ? AllThreads.liveMax : scope.liveMax);
    }
    int event = site == pendingSite ? takeEvent(site) : NO_EVENT;
    add(new Followed(object, site, phase(), event));
  }

  private int phase() {
    ScopeLedger ledger = scope;
    return ledger == null ? AllThreads.moment : ledger.phase;
  }

  /* Called by the account's thread. */
  void forgetFollowed() {
    int move = moves | 1;
    moves = move;
    VarHandle.storeStoreFence();
    followedCount = 0;
    followed = new Followed[0];
    weight = 1;
    skipped = 0;
    unfollowed = 0;
    unfollowedSite = -1;
    doubled = false;
    moves = move + 1;
  }

  /* Called by the thread before a stretch of work, in own work. */
  void makeRoom() {
    if (times != null) {
      times.makeRoom();
    }
  }

  /* Called by the thread, at the beginning of a stretch of work. */
  void begins(long cpu, long nanos) {
    cpuStart = cpu;
    if (times != null) {
      times.begin(nanos);
    }
  }

  /* Called by the thread, at the end of a stretch of work. */
  void ends(long cpu, long nanos) {
    addCpu(cpu);
    if (times != null) {
      times.end(nanos);
    }
  }

  void addCpu(long now) {
    cpuNanos = now < 0 || cpuStart < 0 || cpuNanos < 0 ? -1 : cpuNanos + now - cpuStart;
  }

  void add(Followed object) {
    int at = followedCount;
    if (at == followed.length) {
      growTo(Math.max(64, at * 2));
    }
    VarHandle.storeStoreFence();
    followed[at] = object;
    followedCount = at + 1;
  }

  private void growTo(int length) {
    @Nullable Followed[] larger = Arrays.copyOf(followed, length);
    VarHandle.storeStoreFence(); // whoever finds the larger table finds what is in it
    followed = larger;
  }

  /*
   * Dead ones go first. A collection is forced only where dead and alive cannot be told otherwise,
   * and where too many live, an unbiased sample of them stays.
   */
  private void makeRoom(int liveMax) {
    thinTo(weight);
    int alive = followedCount;
    long limit = (long) liveMax * UNCOLLECTED_FACTOR;
    if (liveMax >= MANY) {
      limit = Math.max(limit, UNCOLLECTED_MAX);
    }
    if (alive >= limit) {
      System.gc();
      thinTo(weight);
      while (followedCount >= liveMax && weight < MAX_WEIGHT) {
        thinTo(weight * 2);
      }
      alive = followedCount;
    }
    if (alive > followed.length / 2) {
      growTo((int) Math.min(Math.max(64, alive * 2L), limit));
    }
  }

  /* Drops what is dead and, if the weight grows, a part of the rest. Ends what it has begun. */
  void thinTo(int newWeight) {
    int kept = 0;
    int at = 0;
    long now = System.nanoTime();
    int move = moves | 1;
    moves = move;
    VarHandle.storeStoreFence();
    try {
      for (; at < followedCount; at++) {
        Followed object = followed[at];
        if (object != null && !object.refersTo(null)) {
          if (newWeight == weight || choice.next() * newWeight <= weight) {
            followed[kept++] = object;
          } else {
            skipped++;
            events.setFate(object.eventNumber(), EventRing.NOT_FOLLOWED);
          }
        } else if (object != null) {
          events.setFate(object.eventNumber(), now);
        }
      }
      weight = newWeight;
    } finally { // calls nothing, so that no stack is too small for it
      if (weight != newWeight) {
        unfollowed++;
      }
      for (int i = kept; i < at; i++) {
        followed[i] = null;
      }
      if (at == followedCount) {
        followedCount = kept;
      }
      moves = move + 1;
    }
  }

  /** What is followed, with the weight that holds for it. Any thread. */
  public Followed.Sample followed() {
    while (true) {
      int before = moves;
      int count = followedCount;
      VarHandle.loadLoadFence(); // the table is at least as new as the count
      @Nullable Object[] table = followed;
      WeakReference<?>[] copy =
          Arrays.copyOf(table, Math.min(count, table.length), WeakReference[].class);
      Followed.Sample view = new Followed.Sample(copy, weight);
      VarHandle.loadLoadFence();
      if ((before & 1) == 0 && before == moves) {
        if (doubled) {
          dropDoubles(copy);
        }
        return view;
      }
      Thread.onSpinWait();
    }
  }

  /* The first entry stays, which tells the line that made it. */
  private static void dropDoubles(WeakReference<?>[] references) {
    IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();
    for (int i = 0; i < references.length; i++) {
      WeakReference<?> reference = references[i];
      Object object = reference == null ? null : reference.get();
      if (object != null && seen.put(object, object) != null) {
        references[i] = null;
      }
    }
  }

  /*
   * Sums. Called under the lock of the ledger of this, or by the thread whose account this is; never
   * beside the writer of what is added.
   */

  /* Without what is followed and sampled. */
  void addCounts(Account other) {
    for (int state = 0; state < tables.length; state++) {
      long[][] table = other.tables[state];
      for (int i = 0; table != null && i < table.length; i++) {
        if (table[i] != null) {
          boolean toTestCode = state == ThreadRecorder.COUNTED && other.isOfTestCode();
          addChunk(toTestCode ? ThreadRecorder.TEST_CODE : state, i, table[i]);
        }
      }
    }
  }

  /* What counts in a call is test code for others, of which no stack and no object is kept. */
  private boolean isOfTestCode() {
    return scope != null && scope.inTestCode;
  }

  void addAll(Account other) {
    addCounts(other);
    if (other.isOfTestCode()) {
      return;
    }
    int[] indexes = stacks.addAll(other.stacks);
    for (int i = 0; i < indexes.length; i++) {
      unstacked += indexes[i] < 0 ? other.stacks.samples[i].taken : 0;
    }
    long shift = events.addAll(other.events, indexes);
    ScopeLedger ledger = scope;
    if (ledger != null && ledger.follow) {
      addFollowed(other, ledger.liveMax, ledger.phase, shift);
    }
    boolean known = cpuNanos >= 0 && other.cpuNanos >= 0;
    cpuNanos = known ? cpuNanos + other.cpuNanos : -1;
    tasksHandedOver += other.tasksHandedOver;
    tasksRun += other.tasksRun;
    for (int i = 0; i < nativeBytes.length; i++) {
      nativeBytes[i] += other.nativeBytes[i];
    }
    unfollowed += other.unfollowed;
    unstacked += other.unstacked;
    uncountedSite = Math.max(uncountedSite, other.uncountedSite);
    unfollowedSite = Math.max(unfollowedSite, other.unfollowedSite);
  }

  /* Of threads of no scope, which keep the moment of each object and have no events. */
  void addFollowed(Account other, int liveMax) {
    addFollowed(other, liveMax, -1, -1);
    unfollowed += other.unfollowed;
    unfollowedSite = Math.max(unfollowedSite, other.unfollowedSite);
  }

  private void addFollowed(Account other, int liveMax, int newPhase, long shift) {
    if (other.weight > weight) {
      thinTo(other.weight);
    }
    skipped += other.skipped;
    doubled |= other.doubled;
    for (int i = 0; i < other.followedCount; i++) {
      Followed object = other.followed[i];
      if (object != null && !object.refersTo(null)) {
        if (followedCount == followed.length) {
          makeRoom(liveMax);
        }
        if (choice.next() * weight <= other.weight) {
          add(object.in(newPhase < 0 ? object.phase : newPhase, shift));
        } else {
          skipped++;
        }
      }
    }
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
}
