package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.DumpProbe;
import io.trackmemory.tracker.jdk.KnownHolder;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What to search the heap for.
 *
 * @param survivors weak references that a proven full collection did not clear
 * @param extraRoots objects that count as holders although only frames hold them, by description:
 *     {@code captured by the action} for the action itself; ordered as given
 * @param notHolders objects through which nothing counts as held, such as test instances
 * @param userClass whether a class, by binary name, is the user's own code
 * @param ignore patterns of holders and types that are no leak: class or {@code Class.field}, with
 *     {@code *} for any characters
 * @param copies which survivors, by index, a collection made itself in place of another node
 */
public record LeakQuery(
    List<? extends WeakReference<?>> survivors,
    Map<String, Object> extraRoots,
    List<Object> notHolders,
    Predicate<String> userClass,
    List<String> ignore,
    Set<Integer> copies) {

  /** Copies the lists and the map; the objects themselves stay the caller's. */
  public LeakQuery {
    survivors = List.copyOf(survivors);
    extraRoots = new LinkedHashMap<>(extraRoots);
    notHolders = List.copyOf(notHolders);
    ignore = List.copyOf(ignore);
    copies = Set.copyOf(copies);
  }

  /** Asks of objects that nobody has told more of. */
  public LeakQuery(
      List<? extends WeakReference<?>> survivors,
      Map<String, Object> extraRoots,
      List<Object> notHolders,
      Predicate<String> userClass,
      List<String> ignore) {
    this(survivors, extraRoots, notHolders, userClass, ignore, Set.of());
  }

  /** The same query, in which these survivors are such copies. */
  public LeakQuery withCopies(Set<Integer> indexes) {
    return new LeakQuery(survivors, extraRoots, notHolders, userClass, ignore, indexes);
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
    return new DumpProbe(survivors, extraRoots.values(), notHolders);
  }

  private boolean isNotHolder(WeakReference<?> survivor) {
    Object object = survivor.get();
    return notHolders.stream().anyMatch(holder -> holder == object);
  }
}
