package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.beans.PropertyChangeListener;
import java.beans.PropertyChangeSupport;
import java.lang.management.ManagementFactory;
import java.lang.ref.Cleaner;
import java.lang.ref.SoftReference;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.ObjectName;

/** Registries, caches and references that let go, and such that do not. */
public final class NearMissesOfReferences {

  private static final String NAME = NearMissesOfReferences.class.getName() + ".";

  static final List<Object> KEPT = new ArrayList<>();
  static final Map<Object, Object> WEAK = new WeakHashMap<>();
  static final SoftReference<Map<String, Object>> SOFT = new SoftReference<>(softMap());
  static final Map<Integer, String> LRU = lru();
  static final ArrayBlockingQueue<Object> IDLE = new ArrayBlockingQueue<>(2);
  static final List<Object> COPIED = new CopyOnWriteArrayList<>(List.of("first"));
  static final PropertyChangeSupport EVENTS = new PropertyChangeSupport(KEPT);
  static final Logger LOG = Logger.getLogger("near.misses");
  static final Cleaner CLEANER = Cleaner.create();
  static final Thread HOOK = new Thread(() -> {}, "hook");

  static {
    IDLE.add(new int[] {1});
    LOG.setUseParentHandlers(false);
  }

  private NearMissesOfReferences() {}

  /** A clean-up action that knows its registration, so as to be run early. */
  private static final class Ending implements Runnable {
    private final Object needed;
    private final Cleaner.Cleanable registration;

    Ending(Object of, Object needed) {
      this.needed = needed;
      registration = CLEANER.register(of, this);
    }

    @Override
    public void run() {
      Pair.use(needed);
      registration.clean();
    }
  }

  /** A singleton that is made when it is first asked for. */
  private static final class Lazy {
    static final List<String> INSTANCE = new ArrayList<>(List.of("lazy"));
  }

  /** What the MBean shows. */
  public interface PageMBean {
    /** A number. */
    int getNumber();
  }

  /** An MBean. */
  public static final class Page implements PageMBean {
    @Override
    public int getNumber() {
      return 17;
    }
  }

  /** A driver of nothing. */
  private static final class NoDriver implements Driver {
    @Override
    public java.sql.@org.jspecify.annotations.Nullable Connection connect(
        String url, Properties info) {
      return null;
    }

    @Override
    public boolean acceptsURL(String url) {
      return false;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() {
      return LOG;
    }
  }

  private static final class NoHandler extends Handler {
    @Override
    public void publish(LogRecord line) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** All of them. */
  public static List<Pair> all() {
    return List.of(
        pair(
            "soft reference",
            () -> softCache().put("page", page()),
            () -> KEPT.add(new SoftReference<>(page())),
            NAME + "KEPT"),
        pair(
            "lazy singleton",
            () -> Pair.use(Lazy.INSTANCE.size()),
            () -> Lazy.INSTANCE.add(text()),
            "Lazy."),
        pair("full LRU cache", () -> Pair.use(LRU.get(1)), () -> LRU.put(4, text()), NAME + "LRU"),
        pair("pool of objects", () -> IDLE.put(IDLE.take()), () -> IDLE.put(page()), NAME + "IDLE"),
        pair(
            "weak map",
            () -> WEAK.put(page(), "text"),
            NearMissesOfReferences::refersToItsKey,
            NAME + "WEAK"),
        pair(
            "value of a weak map",
            () -> WEAK.put(page(), page()),
            () -> WEAK.put("k", page()),
            NAME),
        pair(
            "cleaner",
            () -> Pair.use(CLEANER.register(page(), () -> {})),
            NearMissesOfReferences::neverCleaned,
            "clean-up action "),
        pair(
            "cleaner of what another one needs",
            () -> softCache().put("page", cleanedInTurn()),
            NearMissesOfReferences::keptByItsEnding,
            "clean-up action " + NAME.replace("s.", "s$Ending")),
        pair(
            "listener",
            () -> {
              PropertyChangeListener listener = event -> {};
              EVENTS.addPropertyChangeListener(listener);
              EVENTS.removePropertyChangeListener(listener);
            },
            () -> EVENTS.addPropertyChangeListener(listener(page())),
            NAME + "EVENTS"),
        pair(
            "copy-on-write list",
            () -> {
              Object page = page();
              COPIED.add(page);
              COPIED.remove(page);
            },
            () -> COPIED.add(page()),
            NAME + "COPIED"),
        pair(
            "log",
            NearMissesOfReferences::log,
            () -> LOG.addHandler(new NoHandler()),
            NAME + "LOG"),
        pair(
            "MBean",
            NearMissesOfReferences::mbean,
            () -> register("kept"),
            "ManagementFactory.platformMBeanServer"),
        pair(
            "driver",
            () -> {
              Driver driver = new NoDriver();
              DriverManager.registerDriver(driver);
              DriverManager.deregisterDriver(driver);
            },
            () -> DriverManager.registerDriver(new NoDriver()),
            "DriverManager.registeredDrivers"),
        pair(
            "shutdown hook",
            () -> {
              Runtime.getRuntime().addShutdownHook(HOOK);
              Runtime.getRuntime().removeShutdownHook(HOOK);
            },
            () -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "kept")),
            "ApplicationShutdownHooks.hooks"));
  }

  private static Pair pair(
      String name, ThrowingRunnable nearMiss, ThrowingRunnable leak, String holder) {
    return new Pair(name, nearMiss, leak, holder, KEPT::clear);
  }

  private static Map<Integer, String> lru() {
    Map<Integer, String> cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
            return size() > 3;
          }
        };
    cache.putAll(Map.of(1, "one", 2, "two", 3, "three"));
    return cache;
  }

  private static Map<String, Object> softMap() {
    return new LinkedHashMap<>(Map.of("page", "none"));
  }

  private static Map<String, Object> softCache() {
    Map<String, Object> cache = SOFT.get();
    return cache == null ? softMap() : cache; // a collection may have taken it
  }

  private static Object page() {
    return new int[] {17};
  }

  private static String text() {
    return new String(new char[] {'t'});
  }

  private static PropertyChangeListener listener(Object page) {
    return event -> Pair.use(page);
  }

  private static void refersToItsKey() {
    Object key = page();
    WEAK.put(key, List.of(key));
  }

  private static void neverCleaned() {
    Object page = page();
    Pair.use(CLEANER.register(page, () -> Pair.use(page)));
  }

  /* As of a file: the stream's end needs what has an end of its own. */
  private static Object cleanedInTurn() {
    Object inner = page();
    Pair.use(new Ending(inner, ""));
    Object outer = page();
    Pair.use(new Ending(outer, inner));
    return outer;
  }

  private static void keptByItsEnding() {
    Object page = page();
    Pair.use(new Ending(page, page));
  }

  private static void log() {
    LOG.info("hello");
    Logger.getLogger("near.misses.child").fine(() -> "no such line");
    System.getLogger("near.misses.system").log(System.Logger.Level.DEBUG, "no such line");
  }

  private static void mbean() throws Exception {
    ManagementFactory.getPlatformMBeanServer().unregisterMBean(register("gone"));
  }

  private static ObjectName register(String name) throws Exception {
    ObjectName object = new ObjectName("near.misses:name=" + name);
    ManagementFactory.getPlatformMBeanServer().registerMBean(new Page(), object);
    return object;
  }
}
