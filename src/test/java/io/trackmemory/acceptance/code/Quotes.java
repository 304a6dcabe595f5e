package io.trackmemory.acceptance.code;

import io.trackmemory.annotations.Allocates;
import io.trackmemory.annotations.AllocatesNothing;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Code with contracts on what it allocates, some of which it breaks. */
public final class Quotes {

  private static final ThreadPoolExecutor WORKER =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.DAYS, new LinkedBlockingQueue<>(), Quotes::daemon);

  private Object last = "none";

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /** Keeps its contract. */
  @AllocatesNothing
  public int spread(int bid, int ask) {
    return ask - bid;
  }

  /** Breaks its contract. */
  @AllocatesNothing
  public Object last(int price) {
    last = new int[price];
    return last;
  }

  /** Keeps its contract if there are two of them at most. */
  @Allocates(atMost = 2)
  public void several(int number) {
    for (int i = 0; i < number; i++) {
      last = new Object();
    }
  }

  /** Keeps its contract up to that length. */
  @Allocates(bytes = "64 B")
  public void sized(int length) {
    last = new byte[length];
  }

  /** Breaks one part of its contract, or both. */
  @Allocates(atMost = 1, bytes = "0.0625 KiB")
  public void both(int number, int length) {
    for (int i = 0; i < number; i++) {
      last = new byte[length];
    }
  }

  /** Makes one object for each level; its contract is on all levels together. */
  @Allocates(atMost = 3)
  public int nested(int levels) {
    last = new Object();
    return levels == 1 ? 0 : 1 + nested(levels - 1);
  }

  /** Ends in an exception that it makes itself. */
  @AllocatesNothing
  public void fails() {
    throw new IllegalStateException("closed");
  }

  /** Makes one object. */
  @Allocates(atMost = 1)
  public void one(int price) {
    last = new int[price];
  }

  /** Only links a lambda. */
  @AllocatesNothing
  public int linked() {
    Supplier<Integer> one = () -> 1;
    return one.get();
  }

  /** Makes an object in a lambda of its own. */
  @AllocatesNothing
  public static Object inLambda() {
    Supplier<Object> made = () -> new Object();
    return made.get();
  }

  /** Calls code of others. */
  @AllocatesNothing
  public void tells(Runnable listener) {
    listener.run();
  }

  /** Hands over what takes most of what it may take. */
  @Allocates(bytes = "64 KiB")
  public void handsOver(int length) {
    WORKER.execute(new FutureTask<>(() -> last = new byte[length]));
  }

  /** Has the worker that it hands over to. */
  public static void start() {
    WORKER.prestartCoreThread();
  }

  /** Is not what it should be. */
  @Allocates(bytes = "12 parsecs")
  public void inParsecs() {}

  /** Is not what it should be. */
  @Allocates
  public void unlimited() {}

  /** Is not what it should be. */
  @Allocates(atMost = -3)
  public void negative() {}

  /** Has its contract on a constructor. */
  public static class Quote {

    private final int[] prices;

    /** Keeps its contract: what a caller makes is the caller's. */
    @AllocatesNothing
    public Quote(int[] prices) {
      this.prices = prices;
    }

    /** Keeps it, unless the other constructor throws. */
    @Allocates(atMost = 10)
    public Quote(int[] prices, int first) {
      this(prices.clone(), String.valueOf(first));
    }

    private Quote(int[] prices, String first) {
      this.prices = prices;
      if (first.startsWith("-")) {
        throw new IllegalArgumentException("first must not be negative: " + first);
      }
    }

    /** Breaks it before the other constructor has returned. */
    @AllocatesNothing
    public Quote(int price) {
      this(new int[] {price, checked(price)});
    }

    private static int checked(int price) {
      if (price < 0) {
        throw new IllegalArgumentException("price must not be negative: " + price);
      }
      return price;
    }

    /** What it was made of. */
    public int price() {
      return prices[0];
    }
  }

  /** Whose contracts others inherit. */
  public interface Shape<T> {

    /** Abstract. */
    @AllocatesNothing
    Object take(T value);

    /** Overridden or not. */
    @AllocatesNothing
    default Object twice(T value) {
      return new Object[] {value, value};
    }
  }

  /** Has a bridge for what it overrides. */
  public static class Text implements Shape<String> {
    @Override
    public String take(String value) {
      Object[] taken = {value};
      return (String) taken[0];
    }

    @Override
    public Object twice(String value) {
      return value;
    }
  }

  /** Inherits over two levels, and has another contract of its own. */
  public static final class LongText extends Text {

    private static final Object[] NONE = {};

    @Override
    @Allocates(atMost = 10)
    public String take(String value) {
      Object[] taken = value.isEmpty() ? NONE : new Object[] {value, value};
      return taken.length == 0 ? value : (String) taken[0];
    }
  }

  /** Overrides nothing. */
  public static final class Whole implements Shape<Integer> {
    @Override
    public Object take(Integer value) {
      return value;
    }
  }

  /** Breaks the contract of what it implements. */
  public static Shape<String> lambda() {
    return value -> new Object();
  }
}
