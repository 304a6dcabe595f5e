package io.trackmemory.tracker.record;

import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.hook.DerivedSites;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All sites of this JVM by number. Any thread may call it; additions take a lock.
 *
 * <p>A site that is there is found without one. Its number may have come by a race, read from the
 * counts of a running thread: where the site is not seen yet, the lock shows it.
 */
public final class SiteTable {

  private final Map<ClassLoader, Map<String, SiteOwner>> owners = new WeakHashMap<>();
  private final Map<String, SiteOwner> bootOwners = new ConcurrentHashMap<>();
  private final Map<String, Origin> origins = new ConcurrentHashMap<>();
  private volatile @Nullable Site[] sites = new Site[1 << 14];
  private int size;

  /** The owner for a class of a loader, made if there is none. */
  public synchronized SiteOwner owner(
      String className, @Nullable ClassLoader loader, Origin origin) {
    origins.put(className, origin);
    Map<String, SiteOwner> ofLoader = loader == null ? bootOwners : owners.get(loader);
    if (ofLoader == null) { // no lambdas: this runs inside the transformer
      ofLoader = new ConcurrentHashMap<>();
      owners.put(loader, ofLoader);
    }
    SiteOwner owner = ofLoader.get(className);
    if (owner == null) {
      owner = new SiteOwner(className, origin, loader);
      ofLoader.put(className, owner);
    }
    return owner;
  }

  /** Whose code a class is; a library's if it was never rewritten. */
  Origin origin(String className) {
    return origins.getOrDefault(className, Origin.LIBRARY);
  }

  synchronized Site add(
      SiteOwner owner,
      Site.Kind kind,
      String method,
      String descriptor,
      String type,
      int line,
      @Nullable Class<?> exact) {
    Site site = new Site(owner, size, kind, method, descriptor, type, line, exact);
    if (size == sites.length) {
      sites = Arrays.copyOf(sites, size * 2);
    }
    sites[size++] = site;
    return site;
  }

  /** The site for a type seen at a varying site. */
  public int derive(Class<?> type, int site) {
    Site from = get(site);
    boolean countedByIt =
        switch (from.kind) {
          case CLONE -> overridesClone(type);
          case SUPER_CLONE -> overridesClone(superclass(type, from.typeName));
          default -> false;
        };
    if (countedByIt) {
      return DerivedSites.COUNTED_BY_IT;
    }
    Site.Kind kind = type.isArray() ? Site.Kind.ARRAY : Site.Kind.OBJECT;
    return add(from.owner, kind, from.method, from.descriptor, TypeNames.of(type), from.line, type)
        .id;
  }

  private static @Nullable Class<?> superclass(Class<?> type, String name) {
    Class<?> from = type;
    while (from != null && !from.getName().equals(name)) {
      from = from.getSuperclass();
    }
    return from;
  }

  private static boolean overridesClone(@Nullable Class<?> type) {
    Class<?> from = type;
    while (from != null && from != Object.class) {
      for (Method method : from.getDeclaredMethods()) {
        if (method.getName().equals("clone") && method.getParameterCount() == 0) {
          return true;
        }
      }
      from = from.getSuperclass();
    }
    return false;
  }

  Site get(int id) {
    @Nullable Site[] known = sites;
    Site site = id < known.length ? known[id] : null;
    return site == null ? added(id) : site;
  }

  private synchronized Site added(int id) {
    return Objects.requireNonNull(sites[id], "no such site");
  }
}
