package io.trackmemory.tracker.question;

import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Made;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes objects weakly, as a recorder would, and searches for what holds those that survive. */
final class Survivors {

  private final List<WeakReference<Object>> references = new ArrayList<>();
  private final Set<WeakReference<Object>> ofLibraries = new HashSet<>();
  private final Map<String, Object> extraRoots = new LinkedHashMap<>();
  private final List<Object> notHolders = new ArrayList<>();
  private final List<String> ignore = new ArrayList<>();
  private String library = "no library";

  <T> T note(T object) {
    references.add(new WeakReference<>(object));
    return object;
  }

  /** Notes an object that no line of the user's made. */
  <T> T noteOfLibrary(T object) {
    note(object);
    ofLibraries.add(references.get(references.size() - 1));
    return object;
  }

  Survivors extraRoot(String description, Object root) {
    extraRoots.put(description, root);
    return this;
  }

  Survivors notHolder(Object object) {
    notHolders.add(object);
    return this;
  }

  Survivors ignoring(String pattern) {
    ignore.add(pattern);
    return this;
  }

  /**
   * Classes with this in their name are a library's, all others of TrackMemory's tests the user's.
   */
  Survivors library(String mark) {
    library = mark;
    return this;
  }

  /** What is left after a proven full collection. */
  LeakQuery query() {
    if (!FullCollection.run()) {
      throw new IllegalStateException("no full collection could be forced");
    }
    List<WeakReference<Object>> left =
        references.stream().filter(reference -> !reference.refersTo(null)).toList();
    return new LeakQuery(
        left,
        left.stream()
            .map(reference -> ofLibraries.contains(reference) ? Made.FOR_USER : Made.BY_USER)
            .toList(),
        extraRoots,
        notHolders,
        name -> name.startsWith("io.trackmemory.") && !name.contains(library),
        ignore);
  }

  LeakFindings search() {
    return LeakSearch.search(query());
  }
}
