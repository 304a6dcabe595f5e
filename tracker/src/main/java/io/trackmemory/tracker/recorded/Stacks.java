package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.AllocationEvent;
import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.StackSample;
import io.trackmemory.tracker.base.OwnClasses;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Settings;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The call stacks of a scope, decoded when asked for: that takes some 10 us each. */
public final class Stacks {

  private static final String HOOKS = "java.lang.TrackMemory";

  private final Recorded recorded;
  private final List<AccountView.Events> events;
  private final IdentityHashMap<Throwable, List<StackTraceElement>> decoded =
      new IdentityHashMap<>();

  public Stacks(Recorded recorded) {
    this.recorded = recorded;
    this.events = recorded.accounts().stream().map(account -> account.events().copy()).toList();
  }

  /** The stacks, equal ones together; most bytes first. */
  public synchronized List<StackSample> samples() {
    try (OwnWork own = OwnWork.begin()) {
      Map<List<Object>, StackSample> samples = new LinkedHashMap<>();
      for (AccountView account : recorded.accounts()) {
        for (AccountView.Stack stack : account.stacks()) {
          StackSample sample = sample(stack);
          samples.merge(List.of(sample.typeName(), sample.frames()), sample, StackSample::plus);
        }
      }
      return samples.values().stream()
          .sorted(Comparator.comparingDouble(StackSample::estimatedBytes).reversed())
          .toList();
    }
  }

  private StackSample sample(AccountView.Stack stack) {
    long fixedBytes = recorded.sizes().fixed(stack.site());
    return new StackSample(
        recorded.sites().get(stack.site()).typeName,
        frames(stack),
        stack.taken(),
        stack.weight(),
        stack.weightedBytes() + stack.weight() * fixedBytes,
        stack.minBytes() + fixedBytes,
        stack.maxBytes() + fixedBytes,
        sinceOpening(stack.firstNanos()),
        sinceOpening(stack.lastNanos()),
        stack.cpuNanos() < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(stack.cpuNanos())));
  }

  private Duration sinceOpening(long nanos) {
    return Duration.ofNanos(nanos - recorded.openedNanos());
  }

  private List<StackTraceElement> frames(AccountView.Stack stack) {
    return decoded.computeIfAbsent(stack.frames(), Stacks::frames);
  }

  /** The frames of a stack below those of the recorder. */
  public static List<StackTraceElement> frames(Throwable taken) {
    return Arrays.stream(taken.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith(HOOKS))
        .toList();
  }

  /** The lines of a stack without TrackMemory's own, with whose code each is. */
  public List<AllocationSite> lines(List<StackTraceElement> frames) {
    return frames.stream()
        .filter(frame -> !OwnClasses.contains(frame.getClassName()))
        .map(recorded.callers()::line)
        .toList();
  }

  /** The latest events of all threads. */
  public synchronized AllocationHistory history() {
    try (OwnWork own = OwnWork.begin()) {
      List<AllocationEvent> all = new ArrayList<>();
      long lost = 0;
      for (int i = 0; i < recorded.accounts().size(); i++) {
        AccountView.Events of = events.get(i);
        seeWhatIsGone(recorded.accounts().get(i), of);
        lost += of.lost() + of.added() - of.stacks().length;
        addAll(all, recorded.accounts().get(i), of);
      }
      all.sort(Comparator.comparing(AllocationEvent::at));
      int max = recorded.setting(Settings.HISTORY_MAX);
      int over = Math.max(0, all.size() - max);
      return new AllocationHistory(all.subList(over, all.size()), lost + over);
    }
  }

  private void seeWhatIsGone(AccountView account, AccountView.Events events) {
    long now = System.nanoTime();
    for (WeakReference<?> object : account.followed()) {
      long number = object != null && object.refersTo(null) ? recorded.gate().eventOf(object) : -1;
      if (number >= Math.max(0, events.added() - events.stacks().length)
          && number < events.added()) {
        int slot = (int) (number % events.max());
        if (events.fates()[slot] == events.alive()) {
          events.fates()[slot] = now;
        }
      }
    }
  }

  private void addAll(List<AllocationEvent> all, AccountView account, AccountView.Events events) {
    for (int slot = 0; slot < events.stacks().length; slot++) {
      if (events.isThere(slot, account.stacks().size())) {
        AccountView.Stack stack = account.stacks().get(events.stacks()[slot]);
        long fate = events.fates()[slot];
        all.add(
            new AllocationEvent(
                sinceOpening(events.nanos()[slot]),
                account.threadName(),
                events.numberOf(slot),
                recorded.sites().get(stack.site()).typeName,
                events.bytes()[slot] + recorded.sizes().fixed(stack.site()),
                events.weights()[slot],
                frames(stack),
                fate != events.notFollowed(),
                fate == events.notFollowed() || fate == events.alive()
                    ? Optional.empty()
                    : Optional.of(sinceOpening(fate))));
      }
    }
  }
}
