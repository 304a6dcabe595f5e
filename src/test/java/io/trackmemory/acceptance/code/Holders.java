package io.trackmemory.acceptance.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Ways to hold an object longer than intended, each with its clean counterpart. */
public final class Holders {

  private static final Map<String, Object> BY_NAME = new HashMap<>(64);
  private static final Map<Object, String> WEAKLY = new WeakHashMap<>(64);
  private static final ThreadLocal<Page> LOCAL = new ThreadLocal<>();

  private static Object last = "";

  private Holders() {}

  /** Keeps a page in a static field. */
  public static void inStaticField() {
    last = new Page(1);
  }

  /** Makes a page that nobody keeps. */
  public static void inNoField() {
    if (new Page(1).number() == 0) {
      last = "never";
    }
  }

  /** Keeps a page in a map. */
  public static void inMap() {
    BY_NAME.put("page", new Page(2));
  }

  /** Keeps a page in a map and takes it out. */
  public static void inMapForAWhile() {
    BY_NAME.put("page", new Page(2));
    BY_NAME.remove("page");
  }

  /** Keeps a page in a map as long as others use it. */
  public static void inWeakMap() {
    WEAKLY.put(new Page(3), "page");
  }

  /** Keeps a page in a variable of a thread of the pool. */
  public static void inThreadLocal(ExecutorService pool) throws Exception {
    pool.submit(() -> LOCAL.set(new Page(4))).get();
  }

  /** Keeps a page in a variable of a thread of the pool and removes it. */
  public static void inThreadLocalForAWhile(ExecutorService pool) throws Exception {
    pool.submit(
            () -> {
              LOCAL.set(new Page(4));
              LOCAL.remove();
            })
        .get();
  }

  /** Forgets the page of this thread. */
  public static void removeThreadLocal() {
    LOCAL.remove();
  }

  /** Adds a page to a list. */
  public static Page inList(List<Page> pages) {
    Page page = new Page(7);
    pages.add(page);
    return page;
  }

  /** An inner object, and with it its book. */
  public static Supplier<Page> inInnerObject() {
    return new Book().bookmark();
  }

  /** Forgets all pages that others than threads hold. */
  public static void clear() {
    last = "";
    BY_NAME.clear();
    WEAKLY.clear();
  }

  /** A page. */
  public record Page(int number) {}

  /** Tells listeners. */
  public static final class Feed {

    private final List<Runnable> listeners = new ArrayList<>(16);

    /** Adds a reader of this feed. */
    public Reader read() {
      Reader reader = new Reader(listeners);
      listeners.add(reader);
      return reader;
    }
  }

  /** Listens until it is closed. */
  public static final class Reader implements Runnable, AutoCloseable {

    private final List<Runnable> listeners;

    private Reader(List<Runnable> listeners) {
      this.listeners = listeners;
    }

    @Override
    public void run() {}

    @Override
    public void close() {
      listeners.remove(this);
    }
  }

  /** Gives inner objects that hold it. */
  private static final class Book {

    private final Page cover = new Page(5);

    Supplier<Page> bookmark() {
      return new Supplier<>() {
        @Override
        public Page get() {
          return cover;
        }
      };
    }
  }

  /** What {@code inStaticField} left behind. */
  public static Object last() {
    return String.valueOf(last);
  }
}
