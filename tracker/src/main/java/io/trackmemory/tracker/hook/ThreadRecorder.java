package io.trackmemory.tracker.hook;

import io.trackmemory.tracker.vm.ForceInline;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one thread is doing for whom, and where its allocations are counted now.
 *
 * <p>Used by its own thread only, wait-free: no operation needs a lock or an atomic instruction.
 * Once that thread has ended, any other may fold it. What readers see is in accounts.
 *
 * <p>A span is entered and left by the same method at the same stack depth: where there was stack
 * enough to enter there is enough to leave, so a stack overflow in between cannot leave a span
 * open. Entering one changes state after its last call only: it happens whole or not at all. Long,
 * as each of its methods keeps the same few fields in step.
 */
public final class ThreadRecorder {

  public static final int COUNTED = 0;
  public static final int FIRST_USE = 1;
  public static final int TEST_CODE = 2;
  public static final int CHANCE = 3;
  private static final int OFF = 4;

  static final long[][] NOWHERE = {};

  final Thread owner;
  private final boolean isVirtual;
  /* Of the JDK for itself, as those that clean up what was collected. */
  final boolean isOfTheJdk;
  public final long ownerId;
  /* Counts of a thread that works for no scope. */
  public final Account base;

  long[][] chunks = NOWHERE;
  Account account;
  boolean folded;
  int state = OFF;
  /* The state when no own work is going on. */
  private int resumed = COUNTED;
  /* Size from which a stack is not due by the count alone. */
  long sizedFrom = Long.MAX_VALUE;
  int ownWork = 1;
  int firstUse;
  private int silent;
  private int chance;
  /* Lowest bit: the lookup that runs has found nothing; shifted by each lookup inside it. */
  long misses;
  /* Lowest bit: in a call of the test class into a library; shifted by each callback from there. */
  long testBits;
  long ownBytes;
  private long ownStart;
  private long stackCpu = -1;
  @Nullable SavedState saved;
  /* Ledgers for calls that contracts are on, in which nothing was recorded. */
  Contracts.@Nullable Run unusedRuns;
  /* Whether it finds out what contracts are on an object's methods. */
  boolean selecting;
  /* Numbers what it counts for an action, where allocations fail on purpose. */
  @Nullable AllocationPlan plan;
  /* A task of the scope that it works for anyway, in which it is. */
  @Nullable Object inside;
  /* What its thread was started to run. */
  @Nullable Object target;
  /* Handed over last by an executor's method that is running, and in how many of them it is. */
  @Nullable Object handed;
  int executing;
  /* Run by a pool's loop that is as it was before the agent came. */
  @Nullable Object pooled;
  /* Whether it is in such a loop; null if nobody has looked. */
  @Nullable Boolean inOldLoop;
  /* Whether it was looked at if it is a worker that only serves. */
  boolean lookedAt;
  final WeakIdentity.Probe probe = new WeakIdentity.Probe();
  final NativeCalls nativeCalls = new NativeCalls();
  final NativeMemory.Asked asked = new NativeMemory.Asked();
  /* A native call is measured, which the first count ends: Java code runs in it. */
  boolean watching;

  ThreadRecorder(Thread owner, long id) {
    this.owner = owner;
    this.isVirtual =
        owner.getClass() != Thread.class
            && owner.getClass().getName().equals("java.lang.VirtualThread");
    this.isOfTheJdk = owner.getClass().getName().equals("jdk.internal.misc.InnocuousThread");
    this.ownerId = id;
    this.base = new Account(null, "", id); // named later: nothing may be counted yet
    this.account = base;
  }

  /** Counts an object of a size that its site tells; false where there is more to do than that. */
  @ForceInline
  boolean counted(int site) {
    long[][] table = chunks;
    int index = site >> ScopeLedger.CHUNK_BITS;
    if (index < table.length) {
      long[] chunk = table[index];
      if (chunk != null) {
        int at = (site & ScopeLedger.CHUNK_MASK) * Account.STRIDE;
        long before = chunk[at];
        if (before < chunk[at + Account.NEXT_STACK]) {
          chunk[at] = before + 1;
          return true;
        }
      }
    }
    return false;
  }

  /** The same of one whose size its site does not tell. */
  @ForceInline
  boolean counted(int site, long bytes) {
    if (bytes < sizedFrom && counted(site)) {
      chunks[site >> ScopeLedger.CHUNK_BITS][
              (site & ScopeLedger.CHUNK_MASK) * Account.STRIDE + Account.BYTES] +=
          bytes;
      return true;
    }
    return false;
  }

  void count(int site, long bytes) {
    if (!counted(site, bytes) && !countedAndDue(site, bytes)) {
      countSlowly(site, bytes);
    }
  }

  /* A counter is at hand, and a stack may be due. */
  private boolean countedAndDue(int site, long bytes) {
    long[][] table = chunks;
    int index = site >> ScopeLedger.CHUNK_BITS;
    long[] chunk = index < table.length ? table[index] : null;
    if (chunk == null) {
      return false;
    }
    int at = (site & ScopeLedger.CHUNK_MASK) * Account.STRIDE;
    long before = chunk[at];
    chunk[at] = before + 1;
    chunk[at + Account.BYTES] += bytes;
    sample(site, bytes, before, chunk, at + Account.NEXT_STACK);
    return true;
  }

  private void countSlowly(int site, long bytes) {
    if (state == OFF) {
      return;
    }
    watching = false;
    if (account.isLeftAlone()) {
      outliveScope();
      count(site, bytes);
      return;
    }
    if (isLimited() && account.hasCounter(site)) {
      AllocationPlan numbering = plan;
      if (numbering != null) {
        numbering.make(this, site, bytes);
      }
      PeakCheck.count(this, site, bytes);
      return;
    }
    boolean grown = false;
    retarget(1, firstUse, testBits);
    try {
      long start = Hook.jvmAllocatedBytes.getAsLong();
      account.grow(resumed, site);
      grown = true;
      ownBytes += Hook.jvmAllocatedBytes.getAsLong() - start;
    } catch (StackOverflowError e) {
      throw e; // an allocation that the stack is too small for, to the code that made it
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally { // calls nothing, so that no stack is too small for it
      long[][] table = account.tables[resumed];
      ownWork = 0;
      state = resumed;
      boolean limited = resumed == COUNTED && (account.peak != null || plan != null);
      chunks = table == null || limited ? NOWHERE : table;
      sizedFrom = resumed == COUNTED ? account.plan.mediumBytes : Long.MAX_VALUE;
    }
    if (grown) {
      VarHandle.fullFence(); // who closes the scope sees the counters, or this the closing
      if (account.isLeftAlone()) {
        outliveScope();
      }
      count(site, bytes);
    }
  }

  /* No scope that it works for is open any more: it works for nobody, as one that is new does. */
  private void outliveScope() {
    Account left = account;
    if (saved != null) {
      base.enter(); // which is left when what goes on ends
    }
    account = base;
    left.leave();
    retarget(ownWork, firstUse, testBits);
  }

  /* Whether a limit on live bytes is in force for what is counted now, or its allocations are
   * numbered. Then there are no counters at hand, as above, so that nothing is slower elsewhere. */
  private boolean isLimited() {
    return state == COUNTED && (account.peak != null || plan != null);
  }

  /** Numbers what it counts from now on, or does not. */
  void follow(@Nullable AllocationPlan next) {
    plan = next;
    retarget(ownWork, firstUse, testBits);
  }

  /* A stack is due by the site's count, or the size asks for one. */
  private void sample(int site, long bytes, long before, long[] chunk, int nextStack) {
    SamplingPlan plan = account.plan;
    long due = chunk[nextStack];
    if (before >= due) {
      chunk[nextStack] = plan.next(before + 1, account.random);
    }
    double probability = account.chosen(bytes, before, due);
    if (probability > 0) {
      takeStack(site, bytes, 1 / probability);
    }
  }

  private void takeStack(int site, long bytes, double weight) {
    long sized = sizedFrom;
    long[][] table = chunks;
    retarget(1, firstUse, testBits);
    try {
      long start = Hook.jvmAllocatedBytes.getAsLong();
      account.addStack(site, bytes, weight, new Throwable(), cpuSinceLastStack());
      ownBytes += Hook.jvmAllocatedBytes.getAsLong() - start;
    } catch (Throwable e) {
      account.unstacked++; // a sample is missing, no count
    } finally { // calls nothing, as above
      ownWork = 0;
      state = COUNTED;
      chunks = table;
      sizedFrom = sized;
    }
  }

  /* Unknown, -1, for the first stack of a span of work: before it, the thread did other work. */
  private long cpuSinceLastStack() {
    long now = cpuNanos();
    long since = stackCpu < 0 || now < 0 ? -1 : now - stackCpu;
    stackCpu = now;
    return since;
  }

  /** CPU time of this thread in nanoseconds; -1 if virtual. */
  long cpuNanos() {
    return isVirtual ? -1 : Hook.cpuNanos.getAsLong();
  }

  /** Whether what this thread hands over now is work of its scope. */
  boolean handsOver() {
    return state == COUNTED || state == TEST_CODE || state == CHANCE;
  }

  /** Whether what this thread does now counts in its scope's verdict. */
  boolean isCounting() {
    return state == COUNTED;
  }

  boolean isInTestCode() {
    return state == TEST_CODE;
  }

  boolean isFirstUse() {
    return state == FIRST_USE;
  }

  /** Whether what this thread does now is its scope's code, or first use of it. */
  boolean isInCode() {
    return state == COUNTED || state == FIRST_USE;
  }

  /** Whether this thread is in no work of the tracker's own. */
  boolean isOn() {
    return state != OFF;
  }

  void uncounted(int site) {
    if (state == COUNTED) {
      account.uncountedSite = site;
    }
  }

  void unfollowed(int site) {
    if (state == COUNTED) {
      account.unfollowedSite = site;
      PeakCheck.failed(account, PeakMeasurement.UNFOLLOWED);
    }
  }

  void changeFirstUse(int change) {
    if (change > 0 && ownWork == 0 && nativeCalls.inProgress()) {
      nativeCalls.upcallBegins(this);
    }
    retarget(ownWork, Math.max(firstUse + change, 0), testBits);
    if (change < 0 && ownWork == 0 && nativeCalls.inProgress()) {
      nativeCalls.upcallEnds(this);
    }
  }

  /** Bytes by the JVM's counter, those of own work left out; outside of own work only. */
  long jvmBytes() {
    return Hook.jvmAllocatedBytes.getAsLong() - ownBytes;
  }

  void watch(boolean on) {
    watching = on;
    retarget(ownWork, firstUse, testBits);
  }

  /* Like own work, but in the JVM's figure. */
  void changeSilent(int change) {
    silent = Math.max(silent + change, 0);
    retarget(ownWork, firstUse, testBits);
  }

  /* Of what is drawn by chance. Nothing that is handed over begins in it. */
  void changeChance(int change) {
    chance = Math.max(chance + change, 0);
    retarget(ownWork, firstUse, testBits);
  }

  /* Counts an object that is made, or not, by chance. */
  void countDrawn(int site) {
    changeChance(1);
    try {
      count(site, 0);
    } finally {
      changeChance(-1);
    }
  }

  /* What native code made for own work that begins now. */
  void addOwnBytes(long bytes) {
    ownBytes += ownWork == 0 ? bytes : 0;
  }

  void changeOwnWork(int change) {
    if (change > 0) {
      beginOwn();
    } else {
      endOwn();
    }
  }

  void beginOwn() {
    if (ownWork == 0) {
      ownStart = Hook.jvmAllocatedBytes.getAsLong(); // needs more stack than all the rest
    }
    retarget(ownWork + 1, firstUse, testBits);
  }

  void endOwn() {
    if (ownWork == 1) {
      try {
        ownBytes += Hook.jvmAllocatedBytes.getAsLong() - ownStart;
      } catch (StackOverflowError e) {
        // The span ends all the same; what it took stays in the JVM's figure.
      }
    }
    retarget(Math.max(ownWork - 1, 0), firstUse, testBits);
  }

  void setTestCode(int on) {
    retarget(ownWork, firstUse, (testBits & ~1L) | on);
  }

  void changeCallback(int change) {
    retarget(ownWork, firstUse, change > 0 ? testBits << 1 : testBits >>> 1);
  }

  /* Calls nothing: once it runs, it runs to its end. */
  void retarget(int own, int first, long test) {
    int counting = (test & 1) != 0 ? TEST_CODE : chance > 0 ? CHANCE : COUNTED;
    int recording = first > 0 ? FIRST_USE : counting;
    int next = own > 0 || silent > 0 ? OFF : recording;
    long[][] table = account.tables[recording];
    ScopeLedger of = account.scope;
    boolean left = of != null && of.closed; // what was let go of is not to be found again
    ownWork = own;
    firstUse = first;
    testBits = test;
    resumed = recording;
    state = next;
    boolean slow = watching || left || (next == COUNTED && (account.peak != null || plan != null));
    chunks = next == OFF || table == null || slow ? NOWHERE : table;
    sizedFrom = next == COUNTED ? account.plan.mediumBytes : Long.MAX_VALUE;
  }

  /** Counts for {@code scope} from now on, until {@code token} leaves; never itself counted. */
  public void enter(ScopeLedger scope, Object token) {
    SavedState before;
    Account next;
    long cpuStart = -1;
    long begin = 0;
    beginOwn();
    try {
      next = scope == ScopeLedger.NOBODY ? base : scope.accountOf(this);
      before = new SavedState(token, account, ownWork - 1, firstUse, testBits, saved);
      if (next.entered == 0) {
        next.makeRoom();
        cpuStart = cpuNanos(); // to ask for the first time makes objects
        begin = System.nanoTime();
      }
    } finally {
      endOwn();
    }
    if (ownWork > 0) { // paused or in own work: what was taken so far is ours
      ownBytes += Hook.jvmAllocatedBytes.getAsLong() - ownStart;
    }
    saved = before;
    account = next;
    stackCpu = -1;
    retarget(0, 0, 0);
    if (next.enter() == 1) {
      next.begins(cpuStart, begin);
      next.jvmStart = Hook.jvmAllocatedBytes.getAsLong() - ownBytes;
    }
  }

  /** Goes back to what was before {@code token} entered; does nothing if it has not. */
  public void leave(Object token) {
    SavedState target = saved;
    while (target != null && target.token != token) {
      target = target.outer;
    }
    while (target != null && saved != null) {
      SavedState top = saved;
      pop(top);
      if (top == target) {
        return;
      }
    }
  }

  private void pop(SavedState top) {
    long now = Hook.jvmAllocatedBytes.getAsLong();
    if (ownWork > 0) {
      ownBytes += now - ownStart;
    }
    if (account.leave() == 0) {
      account.jvmBytes += now - ownBytes - account.jvmStart;
      account.ends(cpuNanos(), System.nanoTime());
    }
    if (top.task != null) {
      top.task.ends();
    }
    saved = top.outer;
    account = top.account;
    stackCpu = -1;
    ownStart = now;
    retarget(top.ownWork, top.firstUse, top.testBits);
  }

  /** Bytes by the JVM's counter in the scope entered last, up to now. */
  public long jvmBytes(Account of) {
    if (of.threadId != ownerId || of.entered == 0) {
      return of.jvmBytes;
    }
    long now = Hook.jvmAllocatedBytes.getAsLong();
    long own = ownWork > 0 ? ownBytes + now - ownStart : ownBytes;
    return of.jvmBytes + now - own - of.jvmStart;
  }

  /** What it does between tasks. Any thread may ask, and may be told a moment late. */
  Account born() {
    SavedState outermost = saved;
    while (outermost != null && outermost.outer != null) {
      outermost = outermost.outer;
    }
    return outermost == null ? account : outermost.account;
  }

  public @Nullable ScopeLedger scope() {
    return account.scope == null ? null : account.scope.firstOpen();
  }

  void disown() {
    if (saved == null && account != base) {
      account.ends(cpuNanos(), System.nanoTime());
      account.entered = 0;
    }
    account = base;
    saved = null;
    retarget(ownWork, firstUse, testBits);
  }

  void taskEnds(Object task) {
    if (inside == task) {
      inside = null;
    }
    SavedState top = saved;
    if (top != null && top.token == task && --top.depth == 0) {
      pop(top);
    }
  }
}
