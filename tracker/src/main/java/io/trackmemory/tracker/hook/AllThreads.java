package io.trackmemory.tracker.hook;

/**
 * What threads of no scope do while a scope of all threads is open: the objects that they make are
 * followed in their own accounts, each with the moment at which it was made; their counts are there
 * anyway.
 *
 * <p>Opened and closed under a lock of the caller's. Threads see it late, but not later than what
 * they are handed by a thread that has seen it.
 */
public final class AllThreads {

  /** Whether objects of threads of no scope are followed. */
  public static volatile boolean following;

  /* Grows with each part of each such scope, so that one number tells what was made in which. */
  static volatile int moment;
  /* Of the time since the first of the scopes that are open now. */
  static volatile int epoch;
  static volatile int liveMax;
  private static int open;
  private static int openFollowing;
  private static Account ended = new Account(null, ScopeLedger.ENDED_NAME, ScopeLedger.ENDED_ID);

  private AllThreads() {}

  /** A scope of all threads opens. */
  public static synchronized void open(boolean follow, int max) {
    if (open == 0) {
      epoch = epoch + 1;
      liveMax = max;
      Account fresh = new Account(null, ScopeLedger.ENDED_NAME, ScopeLedger.ENDED_ID);
      fresh.followedEpoch = epoch;
      ended = fresh;
    }
    open++;
    openFollowing += follow ? 1 : 0;
    following = openFollowing > 0;
  }

  /** A scope of all threads closes; what was followed stays until the next one opens. */
  public static synchronized void close(boolean follow) {
    open--;
    openFollowing -= follow ? 1 : 0;
    following = openFollowing > 0;
  }

  /** Ends a part: what is made from now on has a higher number. */
  public static synchronized int next() {
    moment = moment + 1;
    return moment;
  }

  /* Called by the account's thread. Drops what was followed for earlier scopes. */
  static void begin(Account account) {
    if (account.followedEpoch != epoch) {
      account.forgetFollowed();
      account.followedEpoch = epoch;
    }
  }

  /* The account's thread has ended. */
  static synchronized void ended(Account account) {
    if (account.followedEpoch == epoch && epoch > 0) {
      ended.addFollowed(account, liveMax);
    }
  }

  /** What ended threads made that is followed. */
  public static synchronized Account endedThreads() {
    return ended;
  }

  /** Whether what an account follows is of the scopes open now, or those that were open last. */
  public static boolean isCurrent(Account account) {
    return account.followedEpoch == epoch && epoch > 0;
  }
}
