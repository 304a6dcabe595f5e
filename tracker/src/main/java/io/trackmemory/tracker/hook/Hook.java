package io.trackmemory.tracker.hook;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.util.function.BinaryOperator;
import java.util.function.LongSupplier;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Entry points of rewritten code: one call per allocation, per handed-over task, per span of first
 * use.
 *
 * <p>Called by any thread at any moment, class loading and stack exhaustion included. Counting
 * takes no lock, makes no object and writes to memory of the calling thread only (wait-free); what
 * is rare (a thread's first event, a new block of counters, a call stack) goes through {@link
 * ThreadRecorder}'s slow paths, which let no exception out.
 */
public final class Hook {

  /** Whether any scope is open. Plain: a thread that sees it late was handed nothing by a scope. */
  public static boolean active;

  /*
   * Whether objects are followed is asked twice. The plain flag keeps the call below out of code
   * that never followed. The call site is a constant to the JIT compiler, which drops the branch
   * while it says false and recompiles when it changes: after the last following scope has closed,
   * objects that do not escape are removed again. A flag alone would leave the branch compiled in.
   */
  static boolean following;

  private static final MethodHandle FOLLOW = MethodHandles.constant(boolean.class, true);
  private static final MethodHandle FOLLOW_NOT = MethodHandles.constant(boolean.class, false);
  private static final MutableCallSite FOLLOWING = new MutableCallSite(FOLLOW_NOT);
  private static final MethodHandle FOLLOWING_INVOKER = FOLLOWING.dynamicInvoker();

  /* Set once, before the first class is rewritten. */
  static LongSupplier jvmAllocatedBytes = new Unconnected();
  static ToIntBiFunction<Class<?>, Integer> derivedSites = new Unconnected();
  static BinaryOperator<Object> hiddenClasses = new Unconnected();

  /** Instead of a site derived from that of a call: the method called counts what it makes. */
  public static final int COUNTED_BY_IT = -1;

  private static final int DERIVED_BITS = 10;
  /* Plain, and read racily: entries are immutable, and what a reader misses it adds again. */
  private static final @Nullable Derived[][] DERIVED = new Derived[1 << 12][];

  private static final int[] LAYOUT = new int[8];

  private Hook() {}

  /** Counts an object of a type that the site tells. */
  public static void object(int site) {
    if (active) {
      ThreadRecorder recorder = ThreadRecorder.current();
      if (recorder != null) {
        recorder.count(site, 0);
      }
    }
  }

  /** Follows an object that {@link #object} has counted, once its constructor has returned. */
  public static void follow(Object object, int site) {
    if (following && isFollowing()) {
      ThreadRecorder recorder = ThreadRecorder.current();
      if (recorder != null) {
        recorder.follow(object, site);
      }
    }
  }

  private static boolean isFollowing() {
    try {
      return (boolean) FOLLOWING_INVOKER.invokeExact();
    } catch (Throwable e) {
      return true; // the stack is exhausted; the recorder decides
    }
  }

  public static void array(boolean[] array, int site) {
    array(array, site, Layout.BYTE_BASE + array.length);
  }

  public static void array(byte[] array, int site) {
    array(array, site, Layout.BYTE_BASE + array.length);
  }

  public static void array(char[] array, int site) {
    array(array, site, Layout.SHORT_BASE + ((long) array.length << 1));
  }

  public static void array(short[] array, int site) {
    array(array, site, Layout.SHORT_BASE + ((long) array.length << 1));
  }

  public static void array(int[] array, int site) {
    array(array, site, Layout.INT_BASE + ((long) array.length << 2));
  }

  public static void array(float[] array, int site) {
    array(array, site, Layout.INT_BASE + ((long) array.length << 2));
  }

  public static void array(long[] array, int site) {
    array(array, site, Layout.LONG_BASE + ((long) array.length << 3));
  }

  public static void array(double[] array, int site) {
    array(array, site, Layout.LONG_BASE + ((long) array.length << 3));
  }

  public static void array(Object[] array, int site) {
    array(array, site, Layout.REFERENCE_BASE + ((long) array.length << Layout.REFERENCE_SHIFT));
  }

  private static void array(Object array, int site, long unpadded) {
    if (active) {
      ThreadRecorder recorder = ThreadRecorder.current();
      if (recorder != null) {
        recorder.count(site, (unpadded + Layout.ALIGNMENT - 1) & -Layout.ALIGNMENT);
        if (following && isFollowing()) {
          recorder.follow(array, site);
        }
      }
    }
  }

  /** Counts and follows an object whose type only it itself tells. */
  public static void dynamic(@Nullable Object object, int site) {
    if (active && object != null) {
      ThreadRecorder recorder = ThreadRecorder.current();
      if (recorder != null && recorder.isOn()) {
        int derived = derived(object.getClass(), site);
        if (object.getClass().isArray()) {
          sized(object, derived);
        } else {
          recorder.count(derived, 0);
          follow(object, derived);
        }
      }
    }
  }

  /** Like {@link #dynamic}, but for lambda objects, which are counted where they are written. */
  public static void instance(@Nullable Object object, int site) {
    if (active && object != null && !object.getClass().isHidden()) {
      dynamic(object, site);
    }
  }

  /** Counts a clone unless the method called, which the receiver's class tells, has. */
  public static void cloned(Object receiver, @Nullable Object clone, int site) {
    if (active && clone != null) {
      ThreadRecorder recorder = ThreadRecorder.current();
      if (recorder != null
          && recorder.isOn()
          && derived(receiver.getClass(), site) != COUNTED_BY_IT) {
        dynamic(clone, site);
      }
    }
  }

  /** Counts what a method made, unless it is what it was given. */
  public static void unlessGiven(@Nullable Object made, @Nullable Object given, int site) {
    if (made != given) {
      dynamic(made, site);
    }
  }

  /** Counts an array made with several dimensions, each level of it. */
  public static void multi(@Nullable Object array, int site) {
    if (active && array != null) {
      dynamic(array, site);
      if (array instanceof Object[] elements && elements.length > 0 && elements[0] != null) {
        for (Object element : elements) {
          multi(element, site);
        }
      }
    }
  }

  private static void sized(Object array, int site) {
    if (array instanceof Object[] references) {
      array(references, site);
    } else if (array instanceof byte[] bytes) {
      array(bytes, site);
    } else if (array instanceof int[] ints) {
      array(ints, site);
    } else if (array instanceof long[] longs) {
      array(longs, site);
    } else if (array instanceof char[] chars) {
      array(chars, site);
    } else if (array instanceof double[] doubles) {
      array(doubles, site);
    } else if (array instanceof short[] shorts) {
      array(shorts, site);
    } else if (array instanceof float[] floats) {
      array(floats, site);
    } else {
      array((boolean[]) array, site);
    }
  }

  /*
   * Boxing is counted where it is written, not in valueOf: the JIT compiler removes whole calls of
   * valueOf whose box it finds unused, and a count must not depend on that.
   */

  public static void box(Integer box, int site) {
    int value = box;
    if (value < -128 || value > Layout.INTEGER_CACHE_HIGH) {
      boxed(box, site);
    }
  }

  public static void box(Long box, int site) {
    long value = box;
    if (value < -128 || value > 127) {
      boxed(box, site);
    }
  }

  public static void box(Short box, int site) {
    short value = box;
    if (value < -128 || value > 127) {
      boxed(box, site);
    }
  }

  public static void box(Character box, int site) {
    if (box > 127) {
      boxed(box, site);
    }
  }

  public static void box(Float box, int site) {
    boxed(box, site);
  }

  public static void box(Double box, int site) {
    boxed(box, site);
  }

  private static void boxed(Object box, int site) {
    object(site);
    follow(box, site);
  }

  /** Begins (1) or ends (-1) a span of first use. */
  public static void firstUse(int change) {
    ThreadRecorder recorder = ThreadRecorder.peek();
    if (recorder != null) {
      recorder.changeFirstUse(change);
    }
  }

  /** Begins (1) or ends (-1) a span of the tracker's own work. */
  public static void ownWork(int change) {
    ThreadRecorder recorder = active ? ThreadRecorder.current() : ThreadRecorder.peek();
    if (recorder != null) {
      recorder.changeOwnWork(change);
    }
  }

  /** Begins (1) or ends (-1) a span in which nothing is counted. */
  public static void silent(int change) {
    ThreadRecorder recorder = ThreadRecorder.peek();
    if (recorder != null) {
      recorder.changeSilent(change);
    }
  }

  /** Tells calls of a test class into an assertion or mocking library (1) from its own code (0). */
  public static void testCode(int on) {
    ThreadRecorder recorder = ThreadRecorder.peek();
    if (recorder != null) {
      recorder.setTestCode(on);
    }
  }

  /** Begins (1) or ends (-1) a method of a test class that such a library may have called. */
  public static void callback(int change) {
    ThreadRecorder recorder = ThreadRecorder.peek();
    if (recorder != null) {
      recorder.changeCallback(change);
    }
  }

  /** A hidden class is about to be defined: gives the class file to define instead. */
  public static byte[] hidden(byte[] classFile, @Nullable ClassLoader loader) {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder == null) {
      return classFile;
    }
    recorder.changeOwnWork(1);
    try {
      return (byte[]) hiddenClasses.apply(classFile, loader);
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  /** A method that could not take its hooks runs. */
  public static void uncounted(int site) {
    if (active) {
      ThreadRecorder recorder = ThreadRecorder.current();
      if (recorder != null) {
        recorder.uncounted(site);
      }
    }
  }

  /** The body of a test method begins. */
  public static void bodyBegins(int method) {
    ThreadRecorder recorder = ThreadRecorder.peek();
    if (recorder != null) {
      recorder.bodyBegins(method);
    }
  }

  /** The body of a test method ends. */
  public static void bodyEnds(int method) {
    ThreadRecorder recorder = ThreadRecorder.peek();
    if (recorder != null) {
      recorder.bodyEnds(method);
    }
  }

  /** A task or thread is handed over by the current thread. */
  public static void handOver(Object task) {
    if (active) {
      HandOver.put(task);
    }
  }

  /** A handed-over task begins. */
  public static void taskBegins(Object task) {
    if (active) {
      HandOver.begin(task);
    }
  }

  /** A handed-over task has ended. */
  public static void taskEnds(Object task) {
    ThreadRecorder recorder = ThreadRecorder.peek();
    if (recorder != null) {
      recorder.taskEnds(task);
    }
  }

  /** Runs a task that may have been handed over. */
  public static void run(Runnable task) {
    taskBegins(task);
    try {
      task.run();
    } finally {
      taskEnds(task);
    }
  }

  /** The current thread starts to serve tasks; it belongs to nobody between them. */
  public static void workerBegins() {
    ThreadRecorder recorder = active ? ThreadRecorder.current() : ThreadRecorder.peek();
    if (recorder != null) {
      recorder.disown();
    }
  }

  /** The thread ends. */
  public static void threadEnds(Thread thread) {
    ThreadRecorder.retire(thread);
  }

  /** Says how objects are laid out, before anything is counted. */
  public static void layOut(int[] layout) {
    System.arraycopy(layout, 0, LAYOUT, 0, layout.length);
  }

  /** Connects what only the rest of the tracker knows. */
  public static void connect(
      LongSupplier jvmBytes,
      ToIntBiFunction<Class<?>, Integer> sites,
      BinaryOperator<Object> hidden) {
    jvmAllocatedBytes = jvmBytes;
    derivedSites = sites;
    hiddenClasses = hidden;
    for (int i = 0; i < 300; i++) { // past the point where method handles are customised
      boolean on = isFollowing();
      setFollowing(!on);
    }
    setFollowing(false);
  }

  /** Begins or stops to follow objects; costs a deoptimisation, so not to be done often. */
  public static void setFollowing(boolean on) {
    following = on;
    FOLLOWING.setTarget(on ? FOLLOW : FOLLOW_NOT);
    MutableCallSite.syncAll(new MutableCallSite[] {FOLLOWING});
  }

  /* The site of a type seen at a site whose type varies: a list per site, found by identity. */
  private static int derived(Class<?> type, int site) {
    Derived found = find(type, site);
    return found != null ? found.site : ThreadRecorder.derive(type, site);
  }

  private static @Nullable Derived find(Class<?> type, int site) {
    Derived[] block = DERIVED[site >>> DERIVED_BITS];
    Derived derived = block == null ? null : block[site & ((1 << DERIVED_BITS) - 1)];
    while (derived != null && !derived.refersTo(type)) {
      derived = derived.next;
    }
    return derived;
  }

  static synchronized int addDerived(Class<?> type, int site) {
    Derived known = find(type, site);
    if (known != null) {
      return known.site;
    }
    int derived = derivedSites.applyAsInt(type, site);
    Derived[] block = DERIVED[site >>> DERIVED_BITS];
    if (block == null) {
      block = new Derived[1 << DERIVED_BITS];
      DERIVED[site >>> DERIVED_BITS] = block;
    }
    int at = site & ((1 << DERIVED_BITS) - 1);
    block[at] = new Derived(type, derived, block[at]);
    return derived;
  }

  /* Held weakly, so that the tracker keeps no class loader alive. */
  private static final class Derived extends java.lang.ref.WeakReference<Class<?>> {
    final int site;
    final @Nullable Derived next;

    Derived(Class<?> type, int site, @Nullable Derived next) {
      super(type);
      this.site = site;
      this.next = next;
    }
  }

  private static final class Unconnected
      implements LongSupplier, ToIntBiFunction<Class<?>, Integer>, BinaryOperator<Object> {
    @Override
    public long getAsLong() {
      return 0;
    }

    @Override
    public int applyAsInt(Class<?> type, Integer site) {
      return site;
    }

    @Override
    public Object apply(Object classFile, Object loader) {
      return classFile;
    }
  }

  /* Constants to the JIT compiler: read once, after layOut. */
  static final class Layout {
    static final int BYTE_BASE = LAYOUT[0];
    static final int SHORT_BASE = LAYOUT[1];
    static final int INT_BASE = LAYOUT[2];
    static final int LONG_BASE = LAYOUT[3];
    static final int REFERENCE_BASE = LAYOUT[4];
    static final int REFERENCE_SHIFT = LAYOUT[5];
    static final long ALIGNMENT = LAYOUT[6];
    static final int INTEGER_CACHE_HIGH = LAYOUT[7];

    private Layout() {}
  }
}
