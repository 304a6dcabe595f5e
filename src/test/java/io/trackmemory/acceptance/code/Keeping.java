package io.trackmemory.acceptance.code;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Code that keeps something of each call, or only seems to. */
public final class Keeping {

  private static final int ENTRIES = 5;

  private static final List<byte[]> LIST = new ArrayList<>();
  private static final Map<String, byte[]> RECENT = new Recent();
  private static final Deque<byte[]> POOL = new ArrayDeque<>();
  private static final Map<Integer, SoftReference<byte[]>> SOFT = new HashMap<>();

  private static int calls;

  private Keeping() {}

  private static final class Recent extends LinkedHashMap<String, byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
      return size() > ENTRIES;
    }
  }

  /** Leaves an array each time. */
  public static void inList() {
    LIST.add(new byte[100]);
  }

  /** Leaves what the last five calls made. */
  public static void inRecent() {
    calls++;
    RECENT.put("order " + calls, new byte[calls * 37 % 90]);
  }

  /** Takes an array, or a fresh one instead, and gives it back. */
  public static void inPool() {
    calls++;
    byte[] taken = POOL.poll();
    POOL.add(taken == null || calls % 3 == 0 ? new byte[512] : taken);
  }

  /** Leaves an entry each time that goes once memory is short. */
  public static void inSoftCache() {
    calls++;
    SOFT.put(1_000 + calls, new SoftReference<>(new byte[1_000]));
  }

  /** Forgets all. */
  public static void clear() {
    LIST.clear();
    RECENT.clear();
    POOL.clear();
    SOFT.clear();
    calls = 0;
  }
}
