package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.UnattributedBytes;
import io.trackmemory.tracker.UnattributedBytes.ByCause;
import io.trackmemory.tracker.gate.AccountView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What native code made on one thread up to one moment. Immutable.
 *
 * @param causes by cause, one entry for each of {@link AccountView#CAUSES}
 */
public record NativeTotals(List<ByCause> causes) {

  static final NativeTotals NONE = of(List.of(), 0);

  public static NativeTotals of(List<AccountView> accounts, long threadId) {
    List<ByCause> causes = new ArrayList<>();
    for (int i = 0; i < AccountView.CAUSES.size(); i++) {
      long count = 0;
      long bytes = 0;
      for (AccountView account : accounts) {
        if (account.threadId() == threadId) {
          count += account.nativeBytes()[2 * i];
          bytes += account.nativeBytes()[2 * i + 1];
        }
      }
      causes.add(new ByCause(AccountView.CAUSES.get(i), count, bytes));
    }
    return new NativeTotals(List.copyOf(causes));
  }

  NativeTotals minus(NativeTotals before) {
    List<ByCause> rest = new ArrayList<>();
    for (int i = 0; i < causes.size(); i++) {
      ByCause now = causes.get(i);
      ByCause then = before.causes.get(i);
      rest.add(new ByCause(now.cause(), now.count() - then.count(), now.bytes() - then.bytes()));
    }
    return new NativeTotals(List.copyOf(rest));
  }

  /**
   * These causes as part of all that has no line.
   *
   * @param rest the JVM's bytes, those that have a line left out
   */
  public UnattributedBytes of(long rest) {
    List<ByCause> seen = new ArrayList<>(causes);
    seen.removeIf(row -> row.count() == 0);
    seen.sort(Comparator.comparingLong(ByCause::bytes).reversed());
    long known = seen.stream().mapToLong(ByCause::bytes).sum();
    return new UnattributedBytes(rest < known ? OptionalLong.empty() : OptionalLong.of(rest), seen);
  }
}
