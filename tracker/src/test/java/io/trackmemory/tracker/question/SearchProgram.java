package io.trackmemory.tracker.question;

import io.trackmemory.tracker.heap.FullCollection;
import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Run in JVMs of their own: leaks in a static list, a map and a {@code ThreadLocal}, and beside
 * them what rules set apart, for which the JDK must be opened. Prints what was found.
 */
public final class SearchProgram {

  static final List<Object> LIST = new ArrayList<>();
  static final Map<Object, Object> MAP = new WeakHashMap<>();
  static final ThreadLocal<Object> CONTEXT = new ThreadLocal<>();
  static final LinkedBlockingQueue<Object> QUEUE = new LinkedBlockingQueue<>();
  static final ReentrantReadWriteLock READ_WRITE = new ReentrantReadWriteLock();
  static final Semaphore LOCK = new Semaphore(0);
  static @Nullable Object soft;

  private enum Colour {
    RED
  }

  private SearchProgram() {}

  /** Prints one line for each finding and each part set apart. */
  public static void main(String[] arguments) throws Exception {
    Survivors survivors = new Survivors();
    if (!FullCollection.run()) {
      System.out.println("no collection");
      return;
    }
    leak(survivors);
    bookkeeping(survivors);
    LeakFindings found = survivors.search();
    found.uncertified().ifPresent(System.out::println);
    found.findings().stream()
        .map(each -> "leak " + each.survivors().size() + " " + each.signature())
        .sorted()
        .forEach(System.out::println);
    found.setApart().stream()
        .map(each -> "apart " + each.survivors().size() + " " + each.reason())
        .sorted()
        .forEach(System.out::println);
  }

  private static void leak(Survivors survivors) {
    LIST.add(survivors.note(new StringBuilder("one")));
    LIST.add(survivors.note(new StringBuilder("two")));
    Object key = survivors.note(new StringBuilder("key"));
    MAP.put(key, survivors.note(List.of(key, "value")));
    CONTEXT.set(survivors.note(new StringBuilder("context")));
    survivors.note(new StringBuilder("garbage"));
    soft = new SoftReference<>(survivors.note(new StringBuilder("soft")));
  }

  private static void bookkeeping(Survivors survivors) throws Exception {
    Object map = field(Thread.class, Thread.currentThread(), "threadLocals");
    survivors.note(map);
    survivors.note(field(map.getClass(), map, "table"));
    noteThreadLocalOfJdk(survivors);
    QUEUE.put("element");
    QUEUE.take();
    survivors.note(field(LinkedBlockingQueue.class, QUEUE, "head"));
    Method lockOf = ClassLoader.class.getDeclaredMethod("getClassLoadingLock", String.class);
    lockOf.setAccessible(true);
    survivors.note(lockOf.invoke(SearchProgram.class.getClassLoader(), "com.acme.Missing"));
    noteEnumConstants(survivors);
    noteWaitQueue(survivors);
  }

  /** A lock counts the holds of each thread but the first in a {@code ThreadLocal} of its own. */
  private static void noteThreadLocalOfJdk(Survivors survivors) throws Exception {
    readLockInOtherThread();
    if (READ_WRITE.readLock().tryLock()) {
      Object sync = field(ReentrantReadWriteLock.class, READ_WRITE, "sync");
      survivors.note(field(sync.getClass().getSuperclass(), sync, "cachedHoldCounter"));
    }
    readLockInOtherThread();
  }

  private static void readLockInOtherThread() throws InterruptedException {
    Thread other = new Thread(READ_WRITE.readLock()::tryLock);
    other.start();
    other.join();
  }

  private static void noteEnumConstants(Survivors survivors) throws Exception {
    LIST.add(Enum.valueOf(Colour.class, "RED"));
    Method constants = Class.class.getDeclaredMethod("enumConstantDirectory");
    constants.setAccessible(true);
    survivors.note(constants.invoke(Colour.class));
  }

  /** A lock that was waited for keeps the first node of its queue. */
  private static void noteWaitQueue(Survivors survivors) throws Exception {
    Thread waiter = new Thread(LOCK::acquireUninterruptibly);
    waiter.start();
    while (!LOCK.hasQueuedThreads()) {
      Thread.onSpinWait();
    }
    LOCK.release();
    waiter.join();
    Object sync = field(Semaphore.class, LOCK, "sync");
    survivors.note(field(sync.getClass().getSuperclass().getSuperclass(), sync, "head"));
  }

  private static Object field(Class<?> type, Object owner, String name) throws Exception {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }

  /** Options of a JVM that runs it. */
  public static Collection<String> opens() {
    return List.of(
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");
  }
}
