package io.trackmemory.tracker.hook;

import io.trackmemory.tracker.vm.DontInline;
import io.trackmemory.tracker.vm.ForceInline;
import io.trackmemory.tracker.vm.Hidden;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
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
 *
 * <p>Long, as rewritten code calls one class: each entry point is a few lines that lead to the room
 * that does the work.
 */
public final class Hook {

  /** Whether any scope is open. Plain: a thread that sees it late was handed nothing by a scope. */
  public static boolean active;

  /* Set once, before the first class is rewritten. */
  static LongSupplier jvmAllocatedBytes = new Unconnected();
  static LongSupplier cpuNanos = new Unconnected();
  static ToIntBiFunction<Class<?>, Integer> derivedSites = new Unconnected();
  static BinaryOperator<Object> hiddenClasses = new Unconnected();
  static Consumer<ClassLoader> loaders = new Unconnected();
  static Predicate<Object> serving = new Unconnected();

  private Hook() {}

  /** Counts an object of a type that the site tells. */
  @ForceInline
  public static void object(int site) {
    if (active) {
      ThreadRecorder recorder = Recorders.recent();
      if (recorder == null || !recorder.counted(site)) {
        count(site, 0);
      }
    }
  }

  @DontInline
  private static void count(int site, long bytes) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder != null) {
      recorder.count(site, bytes);
    }
  }

  /** Follows an object that {@link #object} has counted, once its constructor has returned. */
  @ForceInline
  public static void follow(Object object, int site) {
    if (FollowSwitch.on && FollowSwitch.isOn()) {
      followed(object, site);
    }
  }

  @DontInline
  private static void followed(Object object, int site) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder != null) {
      Followed.follow(recorder, object, site);
    }
  }

  /** Like {@link #follow}, where objects may be constructed in another order than made. */
  @ForceInline
  public static void followAlone(Object object, int site) {
    if (FollowSwitch.on && FollowSwitch.isOn()) {
      followedAlone(object, site);
    }
  }

  @DontInline
  private static void followedAlone(Object object, int site) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder != null) {
      Followed.followAlone(recorder, object, site);
    }
  }

  /** Follows an object whose constructor ends in an exception, which may have passed it on. */
  public static void threw(Object object, int site) {
    ThreadRecorder recorder = active ? Recorders.current() : null;
    if (recorder != null && recorder.isCounting()) {
      Followed.followThrown(recorder, object, DerivedSites.of(object.getClass(), site));
    }
  }

  /** An object was made that cannot be followed. */
  public static void unfollowed(int site) {
    if (FollowSwitch.on && active) {
      ThreadRecorder recorder = Recorders.current();
      if (recorder != null) {
        recorder.unfollowed(site);
      }
    }
  }

  @ForceInline
  public static void array(boolean[] array, int site) {
    array(array, site, ArrayLayout.BYTE_BASE + array.length);
  }

  @ForceInline
  public static void array(byte[] array, int site) {
    array(array, site, ArrayLayout.BYTE_BASE + array.length);
  }

  @ForceInline
  public static void array(char[] array, int site) {
    array(array, site, ArrayLayout.SHORT_BASE + ((long) array.length << 1));
  }

  @ForceInline
  public static void array(short[] array, int site) {
    array(array, site, ArrayLayout.SHORT_BASE + ((long) array.length << 1));
  }

  @ForceInline
  public static void array(int[] array, int site) {
    array(array, site, ArrayLayout.INT_BASE + ((long) array.length << 2));
  }

  @ForceInline
  public static void array(float[] array, int site) {
    array(array, site, ArrayLayout.INT_BASE + ((long) array.length << 2));
  }

  @ForceInline
  public static void array(long[] array, int site) {
    array(array, site, ArrayLayout.LONG_BASE + ((long) array.length << 3));
  }

  @ForceInline
  public static void array(double[] array, int site) {
    array(array, site, ArrayLayout.LONG_BASE + ((long) array.length << 3));
  }

  @ForceInline
  public static void array(Object[] array, int site) {
    array(
        array,
        site,
        ArrayLayout.REFERENCE_BASE + ((long) array.length << ArrayLayout.REFERENCE_SHIFT));
  }

  @ForceInline
  private static void array(Object array, int site, long unpadded) {
    if (active) {
      long bytes = (unpadded + ArrayLayout.ALIGNMENT - 1) & -ArrayLayout.ALIGNMENT;
      ThreadRecorder recorder = Recorders.recent();
      if (recorder == null || !recorder.counted(site, bytes)) {
        count(site, bytes);
      }
      follow(array, site);
    }
  }

  /** Counts and follows an object whose type only it itself tells. */
  @ForceInline
  public static void dynamic(@Nullable Object object, int site) {
    if (active && object != null) {
      seen(object, site);
    }
  }

  @DontInline
  private static void seen(Object object, int site) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder != null && recorder.isOn()) {
      int derived = DerivedSites.of(object.getClass(), site);
      if (object.getClass().isArray()) {
        array(object, derived, ArrayLayout.unpadded(object));
      } else {
        recorder.count(derived, 0);
        follow(object, derived);
      }
    }
  }

  /** Like {@link #dynamic} for what is no array, unless it is counted where it is written. */
  @ForceInline
  public static void instance(@Nullable Object object, int site) {
    if (active && object != null) {
      count(object.getClass(), site);
      if (FollowSwitch.on && FollowSwitch.isOn()) {
        followedInstance(object, site);
      }
    }
  }

  @DontInline
  private static void count(Class<?> type, int site) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder != null && recorder.isOn()) {
      int derived = DerivedSites.of(type, site);
      if (derived != DerivedSites.COUNTED_BY_IT) {
        recorder.count(derived, 0);
      }
    }
  }

  @DontInline
  private static void followedInstance(Object object, int site) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder != null && recorder.isOn()) {
      int derived = DerivedSites.of(object.getClass(), site);
      if (derived != DerivedSites.COUNTED_BY_IT) {
        Followed.follow(recorder, object, derived);
      }
    }
  }

  /** Counts what a static method gave that was called by its name, if it is counted by callers. */
  public static @Nullable Object linked(@Nullable Object made, Object method, int site) {
    if (active && made != null) {
      LinkedCalls.made(method, made, site);
    }
    return made;
  }

  /** The same of a method with a receiver, which may be {@code clone}. */
  public static @Nullable Object linkedClone(
      @Nullable Object receiver, Object method, @Nullable Object made, int site) {
    if (active && made != null && receiver != null) {
      LinkedCalls.cloned(method, receiver, made, site);
    }
    return made;
  }

  /** The same of a method called by reflection, with its arguments. */
  public static @Nullable Object reflected(
      Object method, @Nullable Object receiver, @Nullable Object made, Object arguments, int site) {
    if (active && made != null) {
      LinkedCalls.reflected(method, receiver, made, arguments, site);
    }
    return made;
  }

  /** Counts a clone unless the method called, which the receiver's class tells, has. */
  public static void cloned(Object receiver, @Nullable Object clone, int site) {
    if (active && clone != null) {
      ThreadRecorder recorder = Recorders.current();
      if (recorder != null
          && recorder.isOn()
          && DerivedSites.of(receiver.getClass(), site) != DerivedSites.COUNTED_BY_IT) {
        dynamic(clone, site);
      }
    }
  }

  /** Counts what a method made, unless it is what it was given. */
  @ForceInline
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

  /*
   * Boxing is counted where it is written, not in valueOf: the JIT compiler removes whole calls of
   * valueOf whose box it finds unused, and a count must not depend on that.
   */

  @ForceInline
  public static void box(Integer box, int site) {
    int value = box;
    if (value < -128 || value > ArrayLayout.INTEGER_CACHE_HIGH) {
      boxed(box, site);
    }
  }

  @ForceInline
  public static void box(Long box, int site) {
    long value = box;
    if (value < -128 || value > 127) {
      boxed(box, site);
    }
  }

  @ForceInline
  public static void box(Short box, int site) {
    short value = box;
    if (value < -128 || value > 127) {
      boxed(box, site);
    }
  }

  @ForceInline
  public static void box(Character box, int site) {
    if (box > 127) {
      boxed(box, site);
    }
  }

  @ForceInline
  public static void box(Float box, int site) {
    boxed(box, site);
  }

  @ForceInline
  public static void box(Double box, int site) {
    boxed(box, site);
  }

  @ForceInline
  private static void boxed(Object box, int site) {
    object(site);
    follow(box, site);
  }

  /** Begins (1) or ends (-1) a span of first use. */
  public static void firstUse(int change) {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null) {
      recorder.changeFirstUse(change);
    }
  }

  /** Begins (1) or ends (-1) a span of the tracker's own work. */
  public static void ownWork(int change) {
    ThreadRecorder recorder = active ? Recorders.current() : Recorders.peek();
    if (recorder != null) {
      recorder.changeOwnWork(change);
    }
  }

  /** Begins (1) or ends (-1) a span in which nothing is counted. */
  public static void silent(int change) {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null) {
      recorder.changeSilent(change);
    }
  }

  /** Begins (1) or ends (-1) a span in which the JDK draws what it makes by chance. */
  public static void chance(int change) {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null) {
      recorder.changeChance(change);
    }
  }

  /** Counts an object that the JDK makes or not, by chance; it is not followed. */
  public static void drawn(int site) {
    if (active) {
      ThreadRecorder recorder = Recorders.current();
      if (recorder != null) {
        recorder.countDrawn(site);
      }
    }
  }

  /** The digits of a number drawn by chance, more or fewer of them. */
  public static String drawnDigits(long number) {
    chance(1);
    try {
      return Long.toUnsignedString(number);
    } finally {
      chance(-1);
    }
  }

  /** Tells calls of a test class into an assertion or mocking library (1) from its own code (0). */
  public static void testCode(int on) {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null) {
      recorder.setTestCode(on);
    }
  }

  /** Begins (1) or ends (-1) a method of a test class that such a library may have called. */
  public static void callback(int change) {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null && change > 0) {
      Contracts.testCodeBegins(recorder);
      recorder.changeCallback(1);
    } else if (recorder != null) {
      recorder.changeCallback(-1);
      Contracts.testCodeEnds(recorder);
    }
  }

  /** A hidden class is about to be defined: gives the class file to define instead. */
  public static byte[] hidden(byte[] classFile, @Nullable ClassLoader loader) {
    ThreadRecorder recorder = Recorders.current();
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

  /** A class loader is about to define a class. */
  public static void defines(ClassLoader loader) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder != null) {
      recorder.changeOwnWork(1);
      try {
        loaders.accept(loader);
      } finally {
        recorder.changeOwnWork(-1);
      }
    }
  }

  /** A method that could not take its hooks runs. */
  public static void uncounted(int site) {
    if (active) {
      ThreadRecorder recorder = Recorders.current();
      if (recorder != null) {
        recorder.uncounted(site);
      }
    }
  }

  /** The body of a test method begins. */
  public static void bodyBegins(int method) {
    ThreadRecorder recorder = Bodies.isArmed(method) ? Recorders.current() : Recorders.peek();
    if (recorder != null) {
      Contracts.testCodeBegins(recorder);
      Bodies.begins(recorder, method);
    }
  }

  /** The body of a test method ends. */
  public static void bodyEnds(int method) {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null) {
      Bodies.ends(recorder, method);
      Contracts.testCodeEnds(recorder);
    }
  }

  /** A task is made by the current thread, for itself or another to run. */
  public static void taskMade(Object task) {
    if (active) {
      HandOver.made(task);
    }
  }

  /** A task or thread is handed over by the current thread. */
  public static void handOver(Object task) {
    if (active) {
      HandOver.submitted(task);
    }
  }

  /** An executor refuses a task that was handed over to it. */
  public static void withdrawn(Object task) {
    if (active) {
      HandOver.withdrawn(task);
    }
  }

  /** A handed-over task begins. */
  public static void taskBegins(Object task) {
    if (active) {
      HandOver.begin(task, false);
    }
  }

  /** A handed-over task has ended. */
  public static void taskEnds(Object task) {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null) {
      recorder.taskEnds(task);
      HandOver.ended(recorder, task);
    }
  }

  /**
   * A pool is about to run a task. Seen again as the task runs, unless the thread was in the pool's
   * loop before the agent came: its frame stays as it was.
   */
  public static void poolRuns(@Nullable Object task) {
    if (active && task != null) {
      HandOver.poolRuns(task);
    }
  }

  /** A pool has run the task that it was about to run. */
  public static void poolRan() {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null && recorder.pooled != null) {
      Object task = recorder.pooled;
      recorder.pooled = null;
      taskEnds(task);
    }
  }

  /** The tasks in a list are taken out of the queue in which they waited. */
  public static void withdrawnAll(@Nullable List<?> tasks) {
    if (active && tasks != null) {
      for (int i = 0; i < tasks.size(); i++) {
        Object task = tasks.get(i);
        if (task != null) {
          HandOver.withdrawn(task);
        }
      }
    }
  }

  /** A task is taken out of the queue in which it waited, or is not there. */
  public static void withdrawnIf(boolean removed, @Nullable Object task) {
    if (active && removed && task != null) {
      HandOver.withdrawn(task);
    }
  }

  /** A constructor has made an object that may be a task. */
  public static void maybeTaskMade(Object object) {
    if (active && (object instanceof Runnable || object instanceof Callable<?>)) {
      HandOver.made(object);
    }
  }

  /** The body of an object that may be a task begins; {@link #taskEnds} tells its end. */
  public static void maybeTaskBegins(Object object) {
    if (active) {
      HandOver.runs(object);
    }
  }

  /** An object that may be an executor begins to take a task. */
  public static void executes(@Nullable Object executor, @Nullable Object task) {
    if (active) {
      HandOver.executes(executor instanceof Executor ? task : null);
    }
  }

  /** What takes a task has taken it (1), or fails to (0). */
  public static void executed(int taken) {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null && recorder.executing > 0) {
      HandOver.executed(recorder, taken == 1);
    }
  }

  /** Something else than an executor begins to take a task. */
  public static void dispatches(@Nullable Object task) {
    if (active) {
      HandOver.executes(task);
    }
  }

  /*
   * The frames of the following are hidden from stack traces, where they are defined in java.lang.
   */

  /** Runs a task that was handed over. */
  @Hidden
  public static void run(Runnable task) {
    taskBegins(task);
    try {
      task.run();
    } finally {
      taskEnds(task);
    }
  }

  /** Runs what may be a task. */
  @Hidden
  public static void runMaybe(Runnable task) {
    if (!active) {
      task.run();
      return;
    }
    HandOver.runs(task);
    try {
      task.run();
    } finally {
      taskEnds(task);
    }
  }

  /** The same, with a result. */
  @Hidden
  public static @Nullable Object callMaybe(Callable<?> task) throws Exception {
    if (!active) {
      return task.call();
    }
    HandOver.runs(task);
    try {
      return task.call();
    } finally {
      taskEnds(task);
    }
  }

  /** Runs what a thread was started for. */
  @Hidden
  public static void runTarget(Runnable target) {
    if (active) {
      HandOver.targetRuns(target);
    }
    target.run();
  }

  /** The current thread starts to serve tasks; it belongs to nobody between them. */
  public static void workerBegins() {
    ThreadRecorder recorder = active ? Recorders.current() : Recorders.peek();
    if (recorder != null) {
      HandOver.serve(recorder);
    }
  }

  /** The thread ends. */
  public static void threadEnds(Thread thread) {
    Recorders.retire(thread);
  }

  /** Connects what only the rest of the tracker knows. */
  public static void connect(
      LongSupplier jvmBytes,
      LongSupplier cpu,
      ToIntBiFunction<Class<?>, Integer> sites,
      BinaryOperator<Object> hidden,
      Consumer<ClassLoader> defining,
      Predicate<Object> serves,
      Queue<Object> ended) {
    jvmAllocatedBytes = jvmBytes;
    cpuNanos = cpu;
    derivedSites = sites;
    hiddenClasses = hidden;
    loaders = defining;
    serving = serves;
    Recorders.current(); // initialises what a thread's first event needs
    Recorders.connect(ended);
    Followed.measure();
    NativeCalls.measure();
    NativeMemory.warmUp();
    FollowSwitch.warmUp();
  }

  private static final class Unconnected
      implements LongSupplier,
          ToIntBiFunction<Class<?>, Integer>,
          BinaryOperator<Object>,
          Consumer<ClassLoader>,
          Predicate<Object> {
    @Override
    public long getAsLong() {
      return 0;
    }

    @Override
    public int applyAsInt(Class<?> type, Integer site) {
      return site;
    }

    @Override
    public void accept(ClassLoader loader) {}

    @Override
    public Object apply(Object classFile, Object loader) {
      return classFile;
    }

    @Override
    public boolean test(Object task) {
      return false;
    }
  }
}
