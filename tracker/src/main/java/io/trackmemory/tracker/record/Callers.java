package io.trackmemory.tracker.record;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who called what allocates, as far as call stacks were taken. */
final class Callers {

  private final SiteTable sites;
  private final Map<Totals.Key, List<AccountView.Stack>> stacks = new LinkedHashMap<>();

  Callers(SiteTable sites, List<AccountView> accounts) {
    this.sites = sites;
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
   * @param taken stacks taken
   * @param weight estimate of the objects
   * @param arrayBytes their bytes if they are arrays, exact where {@code weight} equals {@code
   *     taken}
   */
  record Share(Optional<AllocationSite> caller, long taken, double weight, double arrayBytes) {

    Share plus(Share other) {
      return new Share(
          caller, taken + other.taken, weight + other.weight, arrayBytes + other.arrayBytes);
    }
  }

  /** Objects of a site by the nearest user's line above it; that line itself has no caller. */
  List<Share> of(Totals.Key key) {
    Map<Optional<AllocationSite>, Share> shares = new LinkedHashMap<>();
    for (AccountView.Stack stack : stacks.getOrDefault(key, List.of())) {
      Optional<AllocationSite> caller = Optional.ofNullable(userLine(stack.frames()));
      shares.merge(
          caller,
          new Share(caller, stack.taken(), stack.weight(), stack.weightedBytes()),
          Share::plus);
    }
    return List.copyOf(shares.values());
  }

  /** The user's line through which most of a site's objects came. */
  Optional<AllocationSite> mostFrequent(Totals.Key key) {
    return of(key).stream().max(Comparator.comparingDouble(Share::weight)).flatMap(Share::caller);
  }

  private @Nullable AllocationSite userLine(Throwable frames) {
    return userLine(Arrays.asList(frames.getStackTrace()));
  }

  /** The nearest user's line of a stack. */
  @Nullable AllocationSite userLine(List<StackTraceElement> frames) {
    for (StackTraceElement frame : frames) {
      if (sites.origin(frame.getClassName()) == Origin.USER) {
        return toSite(frame);
      }
    }
    return null;
  }

  private static AllocationSite toSite(StackTraceElement frame) {
    String file = frame.getFileName();
    return new AllocationSite(
        frame.getClassName(),
        TypeNames.method(frame.getMethodName()),
        file == null ? "Unknown" : file,
        frame.getLineNumber(),
        Origin.USER);
  }
}
