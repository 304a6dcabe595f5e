package io.trackmemory.tracker.record;

import io.trackmemory.tracker.AllocationSite.Origin;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rewritten class and its sites. Rewritten again (another agent retransforms it), it gets the
 * same sites in the same places.
 */
public final class SiteOwner {

  final String className;
  final Origin origin;
  private final @Nullable WeakReference<ClassLoader> loader;
  private volatile @Nullable String source;
  private final List<Site> sites = new ArrayList<>();

  SiteOwner(String className, Origin origin, @Nullable ClassLoader loader) {
    this.className = className;
    this.origin = origin;
    this.loader = loader == null ? null : new WeakReference<>(loader);
  }

  /** Name of the source file, from the class file. */
  public void setSource(@Nullable String source) {
    this.source = source;
  }

  String fileName() {
    String name = source;
    if (name != null) {
      return name;
    }
    String simple = className.substring(className.lastIndexOf('.') + 1);
    int dollar = simple.indexOf('$');
    return (dollar > 0 ? simple.substring(0, dollar) : simple) + ".java";
  }

  Class<?> load(String name) throws ClassNotFoundException {
    ClassLoader from = loader == null ? null : loader.get();
    if (loader != null && from == null) {
      throw new ClassNotFoundException(name);
    }
    return Class.forName(name, false, from);
  }

  /** Begins a pass over the class file. */
  public Pass pass(SiteTable table) {
    List<Site> before;
    synchronized (sites) {
      before = List.copyOf(sites);
    }
    return new Pass(table, before);
  }

  /** One pass over the class file, in its order. */
  public final class Pass {

    private final SiteTable table;
    private final Map<String, List<Site>> known = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private Pass(SiteTable table, List<Site> before) {
      this.table = table;
      for (Site site : before) {
        String key = key(site.kind, site.method, site.descriptor, site.typeName);
        List<Site> same = known.get(key);
        if (same == null) { // no lambda: this runs inside the transformer
          same = new ArrayList<>();
          known.put(key, same);
        }
        same.add(site);
      }
    }

    /** The next site of that kind and type in a method. */
    public int next(Site.Kind kind, String method, String descriptor, String type, int line) {
      if (!known.isEmpty()) {
        String key = key(kind, method, descriptor, type);
        int index = seen.getOrDefault(key, 0);
        seen.put(key, index + 1);
        List<Site> same = known.getOrDefault(key, List.of());
        if (index < same.size()) {
          return same.get(index).id;
        }
      }
      synchronized (sites) {
        Site site = table.add(SiteOwner.this, kind, method, descriptor, type, line, null);
        sites.add(site);
        return site.id;
      }
    }

    private static String key(Site.Kind kind, String method, String descriptor, String type) {
      return kind + method + descriptor + ' ' + type;
    }
  }
}
