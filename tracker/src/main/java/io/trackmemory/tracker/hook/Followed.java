package io.trackmemory.tracker.hook;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A followed object, and how it is put on the list of those that its thread follows. Weak: to be
 * followed keeps nothing alive.
 *
 * <p>To follow one is called by the thread of the recorder only, wait-free but for a full list; it
 * lets no exception out but for a stack overflow.
 */
public final class Followed extends WeakReference<Object> {
  /* Bytes that one takes, by the JVM's counter. */
  static long bytes;
  static @Nullable Followed measured;

  public final int site;
  public final int phase;
  /* Number of the event of its allocation. */
  final int event;

  Followed(Object object, int site, int phase, int event) {
    super(object);
    this.site = site;
    this.phase = phase;
    this.event = event;
  }

  /** Number of that event; -1 if there is none. */
  public long eventNumber() {
    return event == Account.NO_EVENT ? -1 : event;
  }

  /* The least of some: code that runs for the first time may take more. */
  static void measure() {
    bytes = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = Hook.jvmAllocatedBytes.getAsLong();
      measured = new Followed("", i, i, i);
      bytes = Math.min(bytes, Hook.jvmAllocatedBytes.getAsLong() - start);
    }
  }

  Followed in(int newPhase, long eventShift) {
    Object object = get();
    if (object == null) {
      return this;
    }
    long moved =
        event == Account.NO_EVENT || eventShift < 0 ? Account.NO_EVENT : event + eventShift;
    return new Followed(object, site, newPhase, (int) Math.min(moved, Account.NO_EVENT));
  }

  private static boolean isOff(ThreadRecorder recorder) {
    Account account = recorder.account;
    ScopeLedger scope = account.scope;
    return !recorder.isCounting() || (scope == null ? skipsUnscoped(account) : !scope.follow);
  }

  static void follow(ThreadRecorder recorder, Object object, int site) {
    if (isOff(recorder)) {
      return;
    }
    Account account = recorder.account;
    Constructions open = account.constructions;
    if (open == null) {
      followUnlessSkipped(recorder, object, site);
      return;
    }
    int version = open.version + 1;
    open.version = version;
    VarHandle.storeStoreFence(); // no change to a list is seen before it
    try {
      followUnlessSkipped(recorder, object, site);
      open.end(site);
    } finally {
      open.version = version + 1;
    }
  }

  /* Those begun after it may not be made yet. */
  static void followAlone(ThreadRecorder recorder, Object object, int site) {
    Constructions open = recorder.account.constructions;
    if (open != null) {
      open.putLast(site);
    }
    follow(recorder, object, site);
  }

  /* It passes several constructors on its way out, and may have been followed before they ran. */
  static void followThrown(ThreadRecorder recorder, Object object, int site) {
    if (!isOff(recorder) && !recorder.account.followedLast(object)) {
      recorder.account.doubled = true;
      follow(recorder, object, site);
    }
  }

  private static void followUnlessSkipped(ThreadRecorder recorder, Object object, int site) {
    Account account = recorder.account;
    if (account.skips()) {
      return;
    }
    if (isValue(object)) {
      account.unfollowed++; // no reference may refer to it
      return;
    }
    try {
      if (account.followInPlace(object, site)) {
        recorder.ownBytes += bytes;
        return;
      }
    } catch (OutOfMemoryError | RuntimeException e) {
      // tried again below, and told if in vain
    }
    followSlowly(recorder, object, site);
  }

  /* Replaced when defined in the java.lang of a JDK that has value classes. */
  @SuppressWarnings("UnusedVariable") // read by the body put in its place
  private static boolean isValue(Object object) {
    return false;
  }

  /* For a scope of all threads, if there is one. */
  private static boolean skipsUnscoped(Account account) {
    if (!AllThreads.following) {
      return true;
    }
    AllThreads.begin(account);
    return false;
  }

  private static void followSlowly(ThreadRecorder recorder, Object object, int site) {
    long sized = recorder.sizedFrom;
    long[][] table = recorder.chunks;
    recorder.retarget(1, recorder.firstUse, recorder.testBits);
    try {
      long start = Hook.jvmAllocatedBytes.getAsLong();
      recorder.account.follow(object, site);
      recorder.ownBytes += Hook.jvmAllocatedBytes.getAsLong() - start;
    } catch (StackOverflowError e) {
      throw e; // whoever made the object never gets it
    } catch (Throwable e) {
      recorder.account.unfollowed++;
    } finally { // calls nothing, so that no stack is too small for it
      recorder.ownWork = 0;
      recorder.state = ThreadRecorder.COUNTED;
      recorder.chunks = table;
      recorder.sizedFrom = sized;
    }
  }

  /** Objects followed, with gaps, each of which stands for {@code weight} alike. */
  @SuppressWarnings("ArrayRecordComponent") // a copy, handed on as it is
  public record Sample(@Nullable WeakReference<?>[] objects, int weight) {
    public static final Sample NONE = new Sample(new WeakReference<?>[0], 1);
  }
}
