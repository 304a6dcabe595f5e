package io.trackmemory.tracker.heap;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.trackmemory.tracker.jvm.ForcedCollections;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Forces a collection of the whole heap and proves that it ran: a weakly referenced object made
 * beforehand must be gone. Asks {@link System#gc()} first; where the JVM is told to ignore that
 * ({@code -XX:+DisableExplicitGC}), the diagnostic command {@code GC.class_histogram}, which
 * collects before it counts.
 *
 * <p>Any thread may call it. Costs one collection, 4 to 20 ms with 5 MB of live objects. Neither
 * runs finalizers nor empties reference queues.
 */
@SuppressWarnings("try") // a span is never referenced
public final class FullCollection {

  /** Why nothing can be told where {@link #run} proves no collection, and what to do. */
  public static final String IMPOSSIBLE =
      "no full garbage collection could be forced; use a collector that does one on System.gc(),"
          + " and leave out -XX:+UseEpsilonGC, with ZGC -XX:+DisableExplicitGC";

  private static final String CAUSE = "System.gc()";
  private static final int ATTEMPTS = 3;

  private FullCollection() {}

  /** Loads what a collection needs, without one. */
  public static void prepare() {
    ForcedCollections.begin(CAUSE).close();
    if (Requests.IGNORED) {
      ManagementFactory.getPlatformMBeanServer();
    }
  }

  /* No flag that changes while the JVM runs. */
  private static final class Requests {
    static final boolean IGNORED = ignoresSystemGc();
  }

  /**
   * Collects.
   *
   * @return whether the collection is proved; {@code false} where none can be forced, as with the
   *     Epsilon collector
   */
  public static boolean run() {
    try (ForcedCollections span = ForcedCollections.begin(CAUSE)) {
      return run(Requests.IGNORED);
    }
  }

  @SuppressWarnings("SystemGc") // a full collection is what this class is for
  static boolean run(boolean byHistogram) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      WeakReference<Object> sentinel = sentinel();
      if (byHistogram) {
        histogram(); // in a JVM that has none the sentinel stays
      } else {
        System.gc();
      }
      if (sentinel.refersTo(null)) {
        return true;
      }
    }
    return !byHistogram && run(true);
  }

  /** In a method of its own, so that no frame holds the object when the collection runs. */
  private static WeakReference<Object> sentinel() {
    return new WeakReference<>(new Object());
  }

  /**
   * A young collection that happens to run beside an ignored request would clear the sentinel and
   * prove nothing, so the flag is asked and the sentinel alone not trusted.
   */
  private static boolean ignoresSystemGc() {
    HotSpotDiagnosticMXBean diagnostics =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return diagnostics != null
        && Boolean.parseBoolean(diagnostics.getVMOption("DisableExplicitGC").getValue());
  }

  /**
   * Collects, and gives the classes that the JVM then counts; empty where it has no such command,
   * or the collection is not proved.
   */
  public static Optional<String> histogram() {
    try {
      WeakReference<Object> sentinel = sentinel();
      return Optional.of(
              String.valueOf(
                  ManagementFactory.getPlatformMBeanServer()
                      .invoke(
                          new ObjectName("com.sun.management:type=DiagnosticCommand"),
                          "gcClassHistogram",
                          new Object[] {new String[0]},
                          new String[] {String[].class.getName()})))
          .filter(text -> sentinel.refersTo(null));
    } catch (JMException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
