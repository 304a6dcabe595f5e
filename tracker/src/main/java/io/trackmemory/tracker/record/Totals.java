package io.trackmemory.tracker.record;

import io.trackmemory.tracker.hook.ScopeLedger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts by thread and site at one moment. Immutable.
 *
 * @param rows what each thread allocated at each site
 */
record Totals(Map<Key, Amount> rows) {

  static final Totals NONE = new Totals(Map.of());

  /** A thread and a site. */
  record Key(long threadId, String threadName, int site) {}

  /** Number of objects and, for arrays, their bytes. */
  record Amount(long count, long arrayBytes) {

    Amount plus(Amount other) {
      return new Amount(count + other.count, arrayBytes + other.arrayBytes);
    }

    Amount minus(Amount other) {
      return new Amount(count - other.count, arrayBytes - other.arrayBytes);
    }
  }

  /** Adds up one of the three tables of each account. */
  static Totals of(List<AccountView> accounts, int table) {
    Map<Key, Amount> rows = new LinkedHashMap<>();
    for (AccountView account : accounts) {
      long[][] blocks = account.tables()[table];
      for (int block = 0; blocks != null && block < blocks.length; block++) {
        if (blocks[block] != null) {
          addBlock(rows, account, block, blocks[block]);
        }
      }
    }
    return new Totals(rows);
  }

  private static void addBlock(
      Map<Key, Amount> rows, AccountView account, int block, long[] counts) {
    for (int i = 0; i < AccountView.BLOCK; i++) {
      long count = counts[AccountView.STRIDE * i];
      if (count != 0) {
        rows.merge(
            new Key(
                account.threadId(), account.threadName(), (block << AccountView.BLOCK_BITS) + i),
            new Amount(count, counts[AccountView.STRIDE * i + 1]),
            Amount::plus);
      }
    }
  }

  Totals minus(Totals before) {
    Map<Key, Amount> rest = new LinkedHashMap<>();
    rows.forEach(
        (key, amount) -> {
          Amount old = before.rows.get(key);
          Amount left = old == null ? amount : amount.minus(old);
          if (left.count() > 0) {
            rest.put(key, left);
          }
        });
    before.rows.forEach(
        (key, old) -> {
          if (!rows.containsKey(key)) { // its thread's row became part of the sum of ended threads
            rest.computeIfPresent(
                new Key(ScopeLedger.ENDED_ID, ScopeLedger.ENDED_NAME, key.site),
                (ended, amount) -> amount.count() > old.count() ? amount.minus(old) : null);
          }
        });
    return new Totals(rest);
  }

  Totals ofThread(long threadId) {
    Map<Key, Amount> own = new LinkedHashMap<>(rows);
    own.keySet().removeIf(key -> key.threadId != threadId);
    return new Totals(own);
  }

  long count() {
    return rows.values().stream().mapToLong(Amount::count).sum();
  }
}
