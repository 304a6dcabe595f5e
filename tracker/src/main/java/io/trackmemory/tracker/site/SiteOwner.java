package io.trackmemory.tracker.site;

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

  public final String className;
  private final Origin byPlace;
  private final OwnCode own;
  private final @Nullable WeakReference<ClassLoader> loader;
  private volatile @Nullable String source;
  private final PackedSites sites = new PackedSites();

  SiteOwner(String className, Origin byPlace, OwnCode own, @Nullable ClassLoader loader) {
    this.className = className;
    this.byPlace = byPlace;
    this.own = own;
    this.loader = loader == null ? null : new WeakReference<>(loader);
  }

  /** Whose code it is. */
  public Origin origin() {
    return own.of(className, byPlace);
  }

  /** Name of the source file, from the class file. */
  public void setSource(@Nullable String source) {
    this.source = usualSource().equals(source) ? null : source;
  }

  String fileName() {
    String name = source;
    return name == null ? usualSource() : name;
  }

  private String usualSource() {
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

  /** A site found by {@link Pass#end}. */
  @Nullable Site site(int id) {
    synchronized (sites) {
      return sites.get(id, this);
    }
  }

  /**
   * Takes the sites that this class had in another run, instead of a pass.
   *
   * @return false if it has others by now
   */
  public boolean restore(SiteTable table, SitesOfClass kept) {
    synchronized (sites) {
      if (!sites.restore(kept)) {
        return false;
      }
    }
    source = kept.source();
    table.place(this, kept.records());
    return true;
  }

  /** Begins a pass over the class file. */
  public Pass pass(SiteTable table) {
    synchronized (sites) {
      return new Pass(table, sites.all(this));
    }
  }

  /** One pass over the class file, in its order. */
  public final class Pass {

    private final SiteTable table;
    private final Map<String, List<Integer>> known = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final PackedSites.Batch added = new PackedSites.Batch();

    private Pass(SiteTable table, List<Site> before) {
      this.table = table;
      for (Site site : before) {
        String key = key(site.kind, site.method, site.descriptor, site.typeName);
        List<Integer> same = known.get(key);
        if (same == null) { // no lambda: this runs inside the transformer
          same = new ArrayList<>();
          known.put(key, same);
        }
        same.add(site.id);
      }
    }

    /** The next site of that kind and type in a method. */
    public int next(Site.Kind kind, String method, String descriptor, String type, int line) {
      if (!known.isEmpty()) {
        String key = key(kind, method, descriptor, type);
        int index = seen.getOrDefault(key, 0);
        seen.put(key, index + 1);
        List<Integer> same = known.getOrDefault(key, List.of());
        if (index < same.size()) {
          return same.get(index);
        }
      }
      int id = table.add(SiteOwner.this);
      added.add(id, kind, method, descriptor, type, line);
      return id;
    }

    /**
     * The class is as the pass has left it: its sites are known from now on.
     *
     * @return the sites of the class if all of them are new; null if it had some before
     */
    public @Nullable SitesOfClass end() {
      synchronized (sites) {
        boolean first = sites.isEmpty();
        sites.add(added);
        return first ? sites.kept(source) : null;
      }
    }

    private static String key(Site.Kind kind, String method, String descriptor, String type) {
      return kind + method + descriptor + ' ' + type;
    }
  }
}
