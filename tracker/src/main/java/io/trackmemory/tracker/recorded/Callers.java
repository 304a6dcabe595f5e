package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.gate.Kind;
import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.holder.Made;
import io.trackmemory.tracker.site.SiteTable;
import io.trackmemory.tracker.site.TestRunners;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who called what allocates. Call stacks are taken of some allocations only: a caller is told of
 * those, and of no other.
 */
public final class Callers {

  private final SiteTable sites;
  private final Totals whole;
  private final Map<Totals.Key, List<AccountView.Stack>> stacks = new LinkedHashMap<>();

  public Callers(SiteTable sites, List<AccountView> accounts) {
    this.sites = sites;
    this.whole = Totals.of(accounts, Kind.COUNTED);
    for (AccountView account : accounts) {
      for (AccountView.Stack stack : account.stacks()) {
        stacks
            .computeIfAbsent(
                new Totals.Key(account.threadId(), account.threadName(), stack.site()),
                key -> new ArrayList<>())
            .add(stack);
      }
    }
  }

  /**
   * What came through one caller.
   *
   * @param caller the nearest user's line above the site; empty if there is none, or not known
   */
  record Share(Optional<AllocationSite> caller, Totals.Amount amount) {}

  /** What a site made, or a part of it, by caller; what no stack was taken of has none. */
  List<Share> of(Totals.Key key, Totals.Amount amount) {
    if (amount.count() < all(key)) { // stacks do not tell which part they are of
      return List.of(new Share(only(key), amount));
    }
    List<Share> shares = new ArrayList<>();
    Totals.Amount rest = amount;
    for (Map.Entry<Optional<AllocationSite>, Totals.Amount> known : known(key).entrySet()) {
      shares.add(new Share(known.getKey(), known.getValue()));
      rest = rest.minus(known.getValue());
    }
    boolean consistent =
        rest.count() >= 0 && rest.arrayBytes() >= 0 && (rest.count() > 0 || rest.arrayBytes() == 0);
    if (!consistent) { // read while its thread went on
      return List.of(new Share(Optional.empty(), amount));
    }
    if (rest.count() > 0) {
      shares.add(new Share(Optional.empty(), rest));
    }
    return shares;
  }

  /** The caller of whatever a site made, where a stack was taken of each and all have the same. */
  public Optional<AllocationSite> only(Totals.Key key) {
    Map<Optional<AllocationSite>, Totals.Amount> known = known(key);
    return known.size() == 1 && known.values().iterator().next().count() == all(key)
        ? known.keySet().iterator().next()
        : Optional.empty();
  }

  private long all(Totals.Key key) {
    Totals.Amount amount = whole.rows().get(key);
    return amount == null ? 0 : amount.count();
  }

  private Map<Optional<AllocationSite>, Totals.Amount> known(Totals.Key key) {
    Map<Optional<AllocationSite>, Totals.Amount> known = new LinkedHashMap<>();
    for (AccountView.Stack stack : stacks.getOrDefault(key, List.of())) {
      known.merge(
          callerOf(stack),
          new Totals.Amount(stack.taken(), stack.takenBytes()),
          Totals.Amount::plus);
    }
    return known;
  }

  /** Whose code a class is; that of a lambda is whose the class is in which it is written. */
  public Origin originOf(String className) {
    Origin origin = sites.origin(ClassNames.elementOrHost(className));
    return origin == Origin.LIBRARY && ClassNames.isJdk(className) ? Origin.JDK : origin;
  }

  /** The line of a frame, as users see it. */
  AllocationSite line(StackTraceElement frame) {
    return sites.line(frame, originOf(frame.getClassName()));
  }

  /** Who called the code of the JDK at which a stack was taken. */
  public Made makerOf(AccountView.Stack stack) {
    for (StackTraceElement frame : stack.frames().getStackTrace()) {
      Origin origin = originOf(frame.getClassName());
      if (origin != Origin.JDK) {
        return origin == Origin.USER || TestRunners.isTheirs(frame.getClassName())
            ? Made.FOR_USER
            : Made.BY_LIBRARY;
      }
    }
    return Made.FOR_USER;
  }

  /**
   * Who had the user's code run at which a stack was taken: a library if it called a constructor of
   * the user's for that, as it makes an object by itself.
   */
  public Made constructorOf(AccountView.Stack stack) {
    String outermost = "";
    for (StackTraceElement frame : stack.frames().getStackTrace()) {
      Origin origin = originOf(frame.getClassName());
      if (origin == Origin.LIBRARY) {
        return outermost.equals("<init>") && !TestRunners.isTheirs(frame.getClassName())
            ? Made.BY_LIBRARY
            : Made.BY_USER;
      }
      if (origin == Origin.USER) {
        outermost = frame.getMethodName();
      }
    }
    return Made.BY_USER;
  }

  /** The nearest user's line of a stack that was taken. */
  public Optional<AllocationSite> callerOf(AccountView.Stack stack) {
    return Optional.ofNullable(userLine(Arrays.asList(stack.frames().getStackTrace())));
  }

  /** The nearest user's line of a stack. */
  public @Nullable AllocationSite userLine(List<StackTraceElement> frames) {
    for (StackTraceElement frame : frames) {
      if (sites.origin(frame.getClassName()) == Origin.USER) {
        return sites.line(frame);
      }
    }
    return null;
  }
}
