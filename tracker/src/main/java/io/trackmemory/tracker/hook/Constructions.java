package io.trackmemory.tracker.hook;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Objects that one thread has begun to make and not yet handed on: allocated, in construction, and
 * held by the frame that makes them. Kept only where a limit on live bytes is in force.
 *
 * <p>Single writer: the thread. Others read between two looks at {@link #version}, as a sequence
 * lock has it. One that is made ends those begun after it. What a constructor that throws leaves
 * behind stays until then, or until {@link #keep}: whether it is still there is told by the stack
 * of the thread, see {@code gate/OpenConstructions}.
 */
public final class Constructions {

  /* Marks: there is no such object any more, by all that is known; another one at its site stands
   * for it; it may be there; it is there. */
  static final int GONE = 0;
  static final int STOOD_FOR = 1;
  static final int POSSIBLE = 2;
  static final int SURE = 3;

  private static final int FIRST_LENGTH = 32;

  int[] sites = new int[FIRST_LENGTH];
  long[] bytes = new long[FIRST_LENGTH];
  int count;
  /* Odd while an object goes from here to those followed. */
  volatile int version;

  Constructions() {}

  boolean isFull() {
    return count == sites.length;
  }

  /** Begins an object, where there is room; who adds its bytes to a sum does so afterwards. */
  void begin(int site, long size) {
    int at = count;
    sites[at] = site;
    bytes[at] = size;
    VarHandle.storeStoreFence();
    count = at + 1;
  }

  /** Makes room, in own work. */
  void grow() {
    int length = sites.length * 2;
    long[] moreBytes = Arrays.copyOf(bytes, length);
    int[] moreSites = Arrays.copyOf(sites, length);
    bytes = moreBytes;
    VarHandle.storeStoreFence();
    sites = moreSites;
  }

  /** The last one begun at a site is made, and so are those begun after it. */
  void end(int site) {
    int at = lastOf(site);
    if (at >= 0) {
      count = at;
    }
  }

  private int lastOf(int site) {
    int at = count - 1;
    while (at >= 0 && sites[at] != site) {
      at--;
    }
    return at;
  }

  /** Puts the last one begun at a site behind those begun after it, which are not made yet. */
  void putLast(int site) {
    int at = lastOf(site);
    if (at < 0 || at == count - 1) {
      return;
    }
    int move = version + 1;
    version = move;
    VarHandle.storeStoreFence();
    long size = bytes[at];
    System.arraycopy(sites, at + 1, sites, at, count - 1 - at);
    System.arraycopy(bytes, at + 1, bytes, at, count - 1 - at);
    sites[count - 1] = site;
    bytes[count - 1] = size;
    VarHandle.storeStoreFence();
    version = move + 1;
  }

  /** Drops those that are gone; one that was begun meanwhile stays. */
  void keep(int[] marks) {
    int move = version + 1;
    version = move;
    VarHandle.storeStoreFence();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i >= marks.length || marks[i] > GONE) {
        sites[kept] = sites[i];
        bytes[kept++] = bytes[i];
      }
    }
    count = kept;
    version = move + 1;
  }

  /** Takes over what another account of the same thread has begun. */
  void addAll(Constructions others) {
    for (int i = 0; i < others.count; i++) {
      if (isFull()) {
        grow();
      }
      begin(others.sites[i], others.bytes[i]);
    }
    others.count = 0;
  }
}
