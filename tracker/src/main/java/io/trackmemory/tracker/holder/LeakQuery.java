package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.DumpProbe;
import io.trackmemory.tracker.jdk.KnownHolder;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What to search the heap for.
 *
 * @param survivors weak references that a proven full collection did not clear
 * @param made of each of them, who had it made
 * @param extraRoots objects that count as holders although only frames hold them, by description:
 *     {@code captured by the action} for the action itself; ordered as given
 * @param notHolders objects through which nothing counts as held, such as test instances
 * @param userClass whether a class, by binary name, is the user's own code
 * @param ignore patterns of holders and types that are no leak: class or {@code Class.field}, with
 *     {@code *} for any characters
 * @param copies which survivors, by index, a collection made itself in place of another node
 * @param earlier what runs before made
 */
public record LeakQuery(
    List<? extends WeakReference<?>> survivors,
    List<Made> made,
    Map<String, Object> extraRoots,
    List<Object> notHolders,
    Predicate<String> userClass,
    List<String> ignore,
    Set<Integer> copies,
    EarlierRuns earlier) {

  /** Copies the lists and the map; the objects themselves stay the caller's. */
  public LeakQuery {
    survivors = List.copyOf(survivors);
    made = List.copyOf(made);
    if (made.size() != survivors.size()) {
      throw new IllegalArgumentException(
          "of each survivor it must be known who made it: " + made.size());
    }
    extraRoots = new LinkedHashMap<>(extraRoots);
    notHolders = List.copyOf(notHolders);
    ignore = List.copyOf(ignore);
    copies = Set.copyOf(copies);
  }

  /** The same query, in which these survivors are such copies. */
  public LeakQuery withCopies(Set<Integer> indexes) {
    return new LeakQuery(
        survivors, made, extraRoots, notHolders, userClass, ignore, indexes, earlier);
  }

  /** Of one run. */
  public LeakQuery(
      List<? extends WeakReference<?>> survivors,
      List<Made> made,
      Map<String, Object> extraRoots,
      List<Object> notHolders,
      Predicate<String> userClass,
      List<String> ignore) {
    this(survivors, made, extraRoots, notHolders, userClass, ignore, Set.of(), EarlierRuns.NONE);
  }

  /** Of objects of which nobody knows who made them, all rules and no pattern applying. */
  public static LeakQuery ofUnknownMakers(
      List<? extends WeakReference<?>> survivors, Predicate<String> userClass) {
    return new LeakQuery(
        survivors,
        Collections.nCopies(survivors.size(), Made.FOR_USER),
        Map.of(),
        List.of(),
        userClass,
        List.of());
  }

  /** Whether every survivor is itself one of {@link #notHolders}: the heap need not be searched. */
  public boolean asksOnlyForNotHolders() {
    return survivors.stream().allMatch(this::isNotHolder);
  }

  /** The rules that apply. */
  public List<KnownHolder> rules() {
    return KnownHolder.withIgnored(ignore);
  }

  /** Shows its objects in a dump. */
  public DumpProbe probe() {
    return new DumpProbe(
        survivors,
        extraRoots.values(),
        notHolders,
        earlier.before(),
        earlier.last().orElse(List.of()));
  }

  private boolean isNotHolder(WeakReference<?> survivor) {
    Object object = survivor.get();
    return notHolders.stream().anyMatch(holder -> holder == object);
  }
}
