package io.trackmemory.tracker.site;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
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
  private final OwnCode own = new OwnCode();
  /* A site, or the class that keeps it until it is asked for. */
  private volatile @Nullable Object[] sites = new Object[1 << 14];
  private int size;

  /** The owner for a class of a loader, made if there is none. */
  public synchronized SiteOwner owner(
      String className, @Nullable ClassLoader loader, Origin origin) {
    Map<String, SiteOwner> ofLoader = loader == null ? bootOwners : owners.get(loader);
    if (ofLoader == null) { // no lambdas: this runs inside the transformer
      ofLoader = new ConcurrentHashMap<>();
      owners.put(loader, ofLoader);
    }
    SiteOwner owner = ofLoader.get(className);
    if (owner == null) {
      owner = new SiteOwner(className, origin, own, loader);
      ofLoader.put(className, owner);
    }
    return owner;
  }

  /**
   * Tells whose code a class is, whether or not it has sites. Of several of that name, all are the
   * user's if one is: another loader has a copy.
   */
  public void tell(String className, Origin origin) {
    if (origin == Origin.USER) {
      origins.put(className, origin);
    } else {
      origins.putIfAbsent(className, origin);
    }
  }

  /** Whose code a class is; a library's if nobody told. */
  public Origin origin(String className) {
    return own.of(className, origins.getOrDefault(className, Origin.LIBRARY));
  }

  /** Which code is the user's. */
  public OwnCode own() {
    return own;
  }

  /** Whether any class that is known is the user's, and not only stands for it. */
  public boolean knowsUsers() {
    for (Map.Entry<String, Origin> each : origins.entrySet()) {
      if (own.of(each.getKey(), each.getValue()) == Origin.USER
          && !OwnCode.isOfProof(each.getKey())) {
        return true;
      }
    }
    return false;
  }

  /** Where no frame is known. */
  public static AllocationSite unknownLine() {
    return new AllocationSite("", "unknown", "unknown", -1, Origin.LIBRARY);
  }

  /** The line of a frame, as users see it. */
  public AllocationSite line(StackTraceElement frame) {
    return line(frame, origin(frame.getClassName()));
  }

  /** The same, of code that is known to be whose. */
  public AllocationSite line(StackTraceElement frame, Origin origin) {
    String file = frame.getFileName();
    return new AllocationSite(
        frame.getClassName(),
        TypeNames.method(frame.getMethodName()),
        file == null ? "Unknown" : file,
        frame.getLineNumber(),
        origin);
  }

  /** Number of a new site, or of one which that owner keeps. */
  synchronized int add(Object entry) {
    reserve(0);
    sites[size] = entry;
    return size++;
  }

  /** Leaves so many numbers to classes that are kept, and gives new sites higher ones. */
  public synchronized void reserve(int numbers) {
    size = Math.max(size, numbers);
    if (size >= sites.length) {
      sites = Arrays.copyOf(sites, Math.max(sites.length * 2, size + 1));
    }
  }

  /** Number of the site that is added next. */
  public synchronized int next() {
    return size;
  }

  /** Gives sites of a class the numbers that are reserved for them. */
  synchronized void place(SiteOwner owner, int[] records) {
    for (int at = 0; at < records.length; at += PackedSites.FIELDS) {
      sites[records[at]] = owner;
    }
  }

  /**
   * The site for a type seen at a varying site.
   *
   * @param countedByIt what to give where the method called counts what it makes, see {@link
   *     Gate#countedByIt}
   */
  public int derive(Class<?> type, int site, int countedByIt) {
    Site from = get(site);
    boolean counts =
        switch (from.kind) {
          case CLONE -> overridesClone(type);
          case SUPER_CLONE -> overridesClone(superclass(type, from.typeName));
          case INSTANCE ->
              type.isHidden() && TypeNames.isLambda(TypeNames.ofHidden(type.getName()));
          default -> false;
        };
    if (counts) {
      return countedByIt;
    }
    Site.Kind kind = type.isArray() ? Site.Kind.ARRAY : Site.Kind.OBJECT;
    return addDerived(from, kind, type);
  }

  private synchronized int addDerived(Site from, Site.Kind kind, Class<?> type) {
    return add(
        new Site(
            from.owner,
            size,
            kind,
            from.method,
            from.descriptor,
            TypeNames.of(type),
            from.line,
            type));
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

  public Site get(int id) {
    @Nullable Object[] known = sites;
    return id < known.length && known[id] instanceof Site site ? site : added(id);
  }

  private synchronized Site added(int id) {
    if (sites[id] instanceof SiteOwner owner) {
      sites[id] = Objects.requireNonNull(owner.site(id), "no such site");
    }
    return (Site) Objects.requireNonNull(sites[id], "no such site");
  }
}
