package io.trackmemory.tracker.record;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.StackSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who called what allocates, as far as call stacks were taken. */
final class Callers {

  private static final String HOOKS = "java.lang.TrackMemory";

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

  /** What came through one caller. */
  record Share(Optional<AllocationSite> caller, long count, long arrayBytes) {}

  /** Objects of a site by the nearest user's line above it; that line itself has no caller. */
  List<Share> of(Totals.Key key) {
    Map<Optional<AllocationSite>, Share> shares = new LinkedHashMap<>();
    for (AccountView.Stack stack : stacks.getOrDefault(key, List.of())) {
      Optional<AllocationSite> caller = Optional.ofNullable(userLine(stack.frames()));
      shares.merge(
          caller,
          new Share(caller, 1, stack.bytes()),
          (a, b) -> new Share(caller, a.count + b.count, a.arrayBytes + b.arrayBytes));
    }
    return List.copyOf(shares.values());
  }

  private @Nullable AllocationSite userLine(Throwable frames) {
    for (StackTraceElement frame : frames.getStackTrace()) {
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

  /** The stacks, equal ones together. */
  List<StackSample> samples() {
    Map<StackSample, Long> counts = new LinkedHashMap<>();
    stacks.forEach(
        (key, taken) -> {
          String type = sites.get(key.site()).typeName;
          for (AccountView.Stack stack : taken) {
            counts.merge(new StackSample(type, visible(stack.frames()), 1), 1L, Long::sum);
          }
        });
    List<StackSample> samples = new ArrayList<>();
    counts.forEach(
        (sample, count) -> samples.add(new StackSample(sample.typeName(), sample.frames(), count)));
    return samples;
  }

  private static List<StackTraceElement> visible(Throwable frames) {
    return Arrays.stream(frames.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith(HOOKS))
        .toList();
  }
}
