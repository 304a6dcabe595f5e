package io.trackmemory.tracker.question;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.gate.Gate;
import io.trackmemory.tracker.holder.Made;
import io.trackmemory.tracker.recorded.Callers;
import io.trackmemory.tracker.recorded.Totals;
import io.trackmemory.tracker.site.SiteTable;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who had single objects made that one account followed: known where a call stack was taken as the
 * object was made and its event is still there, or where all that its line made came through the
 * same caller. Used by one thread.
 */
final class SurvivorCallers {

  private final Gate gate;
  private final SiteTable sites;
  private final AccountView account;
  private final Callers callers;
  private final AccountView.Events events;
  private final Map<Integer, Optional<AllocationSite>> ofStacks = new HashMap<>();
  private final Map<Integer, Optional<AllocationSite>> ofSites = new HashMap<>();
  private final Map<Integer, Made> makersOfStacks = new HashMap<>();
  private final Map<Integer, Made> makersOf = new HashMap<>();

  SurvivorCallers(Gate gate, SiteTable sites, AccountView account, Callers callers) {
    this.gate = gate;
    this.sites = sites;
    this.account = account;
    this.callers = callers;
    this.events = account.events().copy();
  }

  /** The user's line, if it is known of this object. */
  Optional<AllocationSite> of(WeakReference<?> object) {
    int site = gate.siteOf(object);
    return stackOf(object, site)
        .flatMap(index -> ofStacks.computeIfAbsent(index, this::callerOf))
        .or(() -> ofAll(site));
  }

  /** The same, where it is known of whatever the site made. */
  Optional<AllocationSite> ofAll(int site) {
    return ofSites.computeIfAbsent(site, this::onlyCallerOf);
  }

  /**
   * Who had it made: the line itself, or by code of the JDK whoever called that. A line of the
   * user's that runs while a library constructs an object makes a part of that.
   */
  Made madeOf(WeakReference<?> object) {
    int number = gate.siteOf(object);
    return switch (callers.originOf(sites.get(number).owner.className)) {
      case LIBRARY -> Made.BY_LIBRARY;
      case USER -> ofStacks(object, number, callers::constructorOf, Made.BY_USER);
      case JDK -> ofStacks(object, number, callers::makerOf, Made.FOR_USER);
    };
  }

  /* Where none was taken of the object, a library's if all of its line say so. */
  private Made ofStacks(
      WeakReference<?> object,
      int site,
      Function<AccountView.Stack, Made> question,
      Made otherwise) {
    return stackOf(object, site)
        .map(index -> makersOfStacks.computeIfAbsent(index, at -> makerOf(at, question)))
        .orElseGet(
            () ->
                makersOf.computeIfAbsent(
                    site,
                    key -> {
                      Set<Made> makers =
                          account.stacks().stream()
                              .filter(stack -> stack.site() == site)
                              .map(question)
                              .collect(Collectors.toSet());
                      return makers.equals(Set.of(Made.BY_LIBRARY)) ? Made.BY_LIBRARY : otherwise;
                    }));
  }

  private Made makerOf(int stack, Function<AccountView.Stack, Made> question) {
    return question.apply(account.stacks().get(stack));
  }

  private Optional<Integer> stackOf(WeakReference<?> object, int site) {
    long number = gate.eventOf(object);
    int slots = events.stacks().length;
    if (number < 0 || number < events.added() - slots || number >= events.added()) {
      return Optional.empty();
    }
    int slot = (int) (number % events.max());
    return Optional.of(events.stacks()[slot])
        .filter(index -> events.isThere(slot, account.stacks().size()))
        .filter(index -> account.stacks().get(index).site() == site);
  }

  private Optional<AllocationSite> callerOf(int stack) {
    return callers.callerOf(account.stacks().get(stack));
  }

  private Optional<AllocationSite> onlyCallerOf(int site) {
    return callers.only(new Totals.Key(account.threadId(), account.threadName(), site));
  }
}
