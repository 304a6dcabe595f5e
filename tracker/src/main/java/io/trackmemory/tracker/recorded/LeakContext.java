package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.holder.EarlierRuns;
import io.trackmemory.tracker.spi.KnownLeak;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a search for leaks in a scope has to know beside the objects followed. All of it is held
 * weakly: the tracker must not be what holds a leak.
 */
public final class LeakContext {

  private final List<Root> extraRoots = new CopyOnWriteArrayList<>();
  private final List<WeakReference<Object>> notHolders = new CopyOnWriteArrayList<>();
  private final List<Expected> expected = new CopyOnWriteArrayList<>();
  private volatile List<KnownLeak> known = List.of();
  private volatile EarlierRuns earlier = EarlierRuns.NONE;
  private volatile DefinedInRuns defined = new DefinedInRuns(List.of(), List.of());

  private record Root(String description, WeakReference<Object> reference) {}

  /** An object that must be gone, and why. */
  public record Expected(WeakReference<Object> reference, String why, AllocationSite line) {}

  /**
   * Classes that the last of several runs defined, and the one before.
   *
   * @param before of the last run but one; what the last defined is left out
   * @param last of the last run
   */
  public record DefinedInRuns(
      List<WeakReference<Class<?>>> before, List<WeakReference<Class<?>>> last) {

    /** Copies the lists. */
    public DefinedInRuns {
      List<WeakReference<Class<?>>> later = List.copyOf(last);
      before = before.stream().filter(reference -> !isAmong(later, reference.get())).toList();
      last = later;
    }

    private static boolean isAmong(List<WeakReference<Class<?>>> classes, @Nullable Class<?> type) {
      return type == null || classes.stream().anyMatch(each -> each.refersTo(type));
    }
  }

  /** Adds an object that counts as a holder. */
  public void addRoot(String description, Object object) {
    extraRoots.add(new Root(description, new WeakReference<>(object)));
  }

  /** Adds an object through which nothing counts as held. */
  public void addNotHolder(Object object) {
    notHolders.add(new WeakReference<>(object));
  }

  public void addExpected(Expected object) {
    expected.add(object);
  }

  /** Sets the leaks that are no failure. */
  public void setKnown(List<KnownLeak> leaks) {
    known = List.copyOf(leaks);
  }

  public List<KnownLeak> known() {
    return known;
  }

  /** Sets what runs before made, and the classes that the last two defined. */
  public void setEarlier(EarlierRuns runs, DefinedInRuns classes) {
    earlier = runs;
    defined = classes;
  }

  public DefinedInRuns defined() {
    return defined;
  }

  EarlierRuns earlier() {
    return earlier.alive();
  }

  Map<String, Object> extraRoots() {
    Map<String, Object> alive = new LinkedHashMap<>();
    for (Root root : extraRoots) {
      Object object = root.reference.get();
      if (object != null) {
        alive.put(root.description, object);
      }
    }
    return alive;
  }

  List<Object> notHolders() {
    return notHolders.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
  }

  /** Those not collected yet. */
  public List<Expected> expected() {
    return expected.stream().filter(object -> !object.reference.refersTo(null)).toList();
  }
}
