package io.trackmemory.tracker.hook;

/**
 * Adds accounts together. Called under the lock of the sum's ledger, or by the thread whose account
 * the sum is; never beside the writer of what is added.
 */
public final class AccountSums {

  private AccountSums() {}

  /* Without what is followed and sampled. */
  static void addCounts(Account sum, Account other) {
    for (int state = 0; state < sum.tables.length; state++) {
      long[][] table = other.tables[state];
      for (int i = 0; table != null && i < table.length; i++) {
        if (table[i] != null) {
          addChunk(sum, state, i, table[i]);
        }
      }
    }
  }

  static void addAll(Account sum, Account other) {
    addCounts(sum, other);
    int[] indexes = sum.stacks.addAll(other.stacks);
    for (int i = 0; i < indexes.length; i++) {
      sum.unstacked += indexes[i] < 0 ? other.stacks.samples[i].taken : 0;
    }
    long shift = sum.events.addAll(other.events, indexes);
    ScopeLedger scope = sum.scope;
    if (scope != null && scope.follow) {
      addFollowed(sum, other, scope.liveMax, scope.phase, shift);
    }
    boolean known = sum.cpuNanos >= 0 && other.cpuNanos >= 0;
    sum.cpuNanos = known ? sum.cpuNanos + other.cpuNanos : -1;
    sum.tasksHandedOver += other.tasksHandedOver;
    sum.tasksRun += other.tasksRun;
    for (int i = 0; i < sum.nativeBytes.length; i++) {
      sum.nativeBytes[i] += other.nativeBytes[i];
    }
    sum.unfollowed += other.unfollowed;
    sum.unstacked += other.unstacked;
    sum.uncountedSite = Math.max(sum.uncountedSite, other.uncountedSite);
    sum.unfollowedSite = Math.max(sum.unfollowedSite, other.unfollowedSite);
  }

  /* Of threads of no scope, which keep the moment of each object and have no events. */
  static void addFollowed(Account sum, Account other, int liveMax) {
    addFollowed(sum, other, liveMax, -1, -1);
    sum.unfollowed += other.unfollowed;
    sum.unfollowedSite = Math.max(sum.unfollowedSite, other.unfollowedSite);
  }

  private static void addFollowed(Account sum, Account other, int liveMax, int phase, long shift) {
    if (other.weight > sum.weight) {
      sum.thinTo(other.weight);
    }
    sum.skipped += other.skipped;
    sum.doubled |= other.doubled;
    for (int i = 0; i < other.followedCount; i++) {
      Followed object = other.followed[i];
      if (object != null && !object.refersTo(null)) {
        if (sum.followedCount == sum.followed.length) {
          sum.makeRoom(liveMax);
        }
        if (sum.choice.next() * sum.weight <= other.weight) {
          sum.add(object.in(phase < 0 ? object.phase : phase, shift));
        } else {
          sum.skipped++;
        }
      }
    }
  }

  private static void addChunk(Account sum, int state, int index, long[] added) {
    sum.grow(state, index << ScopeLedger.CHUNK_BITS);
    long[][] table = sum.tables[state];
    if (table != null) {
      long[] chunk = table[index];
      for (int at = 0; at < added.length; at += Account.STRIDE) {
        if (added[at] != 0) {
          chunk[at] += added[at];
          chunk[at + Account.BYTES] += added[at + Account.BYTES];
          if (state == ThreadRecorder.COUNTED) {
            chunk[at + Account.NEXT_STACK] = sum.plan.next(chunk[at], sum.random);
          }
        }
      }
    }
  }
}
