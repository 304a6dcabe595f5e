package com.acme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Code under test: what TrackMemory's own packages hold is left out of what is judged. */
public final class Sessions {

  private static final List<byte[]> OPEN = new ArrayList<>();
  private static final Map<String, byte[]> CACHE = new HashMap<>();
  private static final CountDownLatch TWO = new CountDownLatch(2);

  private Sessions() {}

  /** Leaves a session behind. */
  public static void open() {
    OPEN.add(new byte[100]);
  }

  /** Leaves an entry behind the first time. */
  public static void cached() {
    CACHE.computeIfAbsent("key", key -> new byte[1_000]);
  }

  /** Returns when two threads are here at once; later callers pass. */
  public static void meet() throws InterruptedException {
    TWO.countDown();
    TWO.await(60, TimeUnit.SECONDS);
  }

  /** Forgets all. */
  public static void clear() {
    OPEN.clear();
    CACHE.clear();
  }
}
