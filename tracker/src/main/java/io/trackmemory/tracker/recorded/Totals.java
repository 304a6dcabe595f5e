package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.gate.Kind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts by thread and site at one moment. Immutable.
 *
 * @param rows what each thread allocated at each site
 * @param ended key of a row of the threads that have ended, of any site
 */
public record Totals(Map<Key, Amount> rows, Optional<Key> ended) {

  static final Totals NONE = new Totals(Map.of(), Optional.empty());

  /** A thread and a site. */
  public record Key(long threadId, String threadName, int site) {}

  /** Number of objects and, for arrays, their bytes. */
  public record Amount(long count, long arrayBytes) {

    Amount plus(Amount other) {
      return new Amount(count + other.count, arrayBytes + other.arrayBytes);
    }

    Amount minus(Amount other) {
      return new Amount(count - other.count, arrayBytes - other.arrayBytes);
    }
  }

  /** Adds up one kind of counts of each account. */
  public static Totals of(List<AccountView> accounts, Kind kind) {
    Map<Key, Amount> rows = new LinkedHashMap<>();
    Optional<AccountView> ended = accounts.stream().filter(AccountView::ended).findFirst();
    for (AccountView account : accounts) {
      account
          .of(kind)
          .forEach(
              (site, count, bytes) ->
                  rows.merge(
                      new Key(account.threadId(), account.threadName(), site),
                      new Amount(count, bytes),
                      Amount::plus));
    }
    return new Totals(rows, ended.map(sum -> new Key(sum.threadId(), sum.threadName(), 0)));
  }

  /** The same of each kind. */
  public static Map<Kind, Totals> ofKinds(List<AccountView> accounts) {
    Map<Kind, Totals> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, of(accounts, kind));
    }
    return counts;
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
            ended.ifPresent(
                sum ->
                    rest.computeIfPresent(
                        new Key(sum.threadId, sum.threadName, key.site),
                        (same, amount) -> amount.count() > old.count() ? amount.minus(old) : null));
          }
        });
    return new Totals(rest, ended);
  }

  public Totals ofThread(long threadId) {
    Map<Key, Amount> own = new LinkedHashMap<>(rows);
    own.keySet().removeIf(key -> key.threadId != threadId);
    return new Totals(own, ended);
  }

  public long count() {
    return rows.values().stream().mapToLong(Amount::count).sum();
  }
}
