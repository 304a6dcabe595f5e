package io.trackmemory.tracker.hook;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Shallow sizes of objects by the site that makes them, where a limit on live bytes needs them at
 * once. Any thread may call it: what is known is found wait-free, by racy reads of numbers that
 * only ever go from 0 to what they are; what is new is asked for, in own work.
 */
public final class ObjectBytes {

  private static final int BITS = 10;
  private static volatile int[][] known = {};
  private static volatile IntUnaryOperator source = IntUnaryOperator.identity();

  private ObjectBytes() {}

  /** Connects what tells the size of a site's objects: 0 for arrays, -1 if it is not known. */
  static void connect(IntUnaryOperator sizes) {
    source = sizes;
  }

  /** Size of a site's objects in bytes; 0 if nobody has asked for it yet. */
  static int known(int site) {
    int[][] blocks = known;
    int block = site >>> BITS;
    int[] sizes = block < blocks.length ? blocks[block] : null;
    return sizes == null ? 0 : sizes[site & ((1 << BITS) - 1)];
  }

  /** The same, asked for where need be: in own work. -1 if it cannot be told. */
  static int of(int site) {
    int bytes = known(site);
    return bytes != 0 ? bytes : ask(site);
  }

  private static int ask(int site) {
    int bytes = source.applyAsInt(site); // outside of the lock: it may load classes
    if (bytes > 0) {
      put(site, bytes);
    }
    return bytes;
  }

  private static synchronized void put(int site, int bytes) {
    int[][] blocks = known;
    int block = site >>> BITS;
    if (block >= blocks.length) {
      blocks = Arrays.copyOf(blocks, block + 8);
    }
    if (blocks[block] == null) {
      blocks[block] = new int[1 << BITS];
    }
    blocks[block][site & ((1 << BITS) - 1)] = bytes;
    known = blocks;
  }

  /** Shallow size of an object that a site made, array or not; in own work. */
  static long ofLive(Object object, int site) {
    if (!object.getClass().isArray()) {
      return of(site);
    }
    return ArrayLayout.padded(ArrayLayout.unpadded(object));
  }
}
