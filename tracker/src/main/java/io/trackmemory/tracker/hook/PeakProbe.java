package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What limits on live bytes ask of the rest of the tracker. Set once; used in own work only, but
 * for sizes that are known: these any thread finds wait-free, by racy reads of numbers that only
 * ever go from 0 to what they are.
 */
public final class PeakProbe {

  private static final int BITS = 10;

  /* Shallow sizes of objects by the site that makes them. */
  private static volatile int[][] known = {};
  private static volatile IntUnaryOperator objectBytes = IntUnaryOperator.identity();
  private static volatile @Nullable BooleanSupplier collection;
  private static volatile @Nullable BiFunction<Thread, int[], int[]> constructions;
  private static volatile @Nullable Function<List<WeakReference<?>>, Object> softness;

  private PeakProbe() {}

  /**
   * Connects what only the rest of the tracker knows: what {@link
   * io.trackmemory.tracker.gate.Gate#connectPeaks} is given.
   */
  public static void connect(
      IntUnaryOperator bytesOfObjects,
      BooleanSupplier full,
      BiFunction<Thread, int[], int[]> open,
      Function<List<WeakReference<?>>, Object> soft) {
    objectBytes = bytesOfObjects;
    collection = full;
    constructions = open;
    softness = soft;
  }

  static boolean collect() {
    BooleanSupplier full = collection;
    return full != null && full.getAsBoolean();
  }

  /* For each object in construction 3 if it surely is, 2 if it may be, 1 if another one at its site
   * stands for it, 0 if it is not. */
  static int[] open(@Nullable Thread thread, int[] sites) {
    BiFunction<Thread, int[], int[]> open = constructions;
    return open == null || thread == null ? new int[sites.length] : open.apply(thread, sites);
  }

  static Object notStronglyHeld(List<WeakReference<?>> survivors) {
    Function<List<WeakReference<?>>, Object> soft = softness;
    return soft == null ? "" : soft.apply(survivors);
  }

  /** Size of a site's objects in bytes; 0 if nobody has asked for it yet. */
  static int knownBytes(int site) {
    int[][] blocks = known;
    int block = site >>> BITS;
    int[] sizes = block < blocks.length ? blocks[block] : null;
    return sizes == null ? 0 : sizes[site & ((1 << BITS) - 1)];
  }

  /** The same, asked for where need be: in own work. -1 if it cannot be told. */
  static int bytesOf(int site) {
    int bytes = knownBytes(site);
    return bytes != 0 ? bytes : ask(site);
  }

  private static int ask(int site) {
    int bytes = objectBytes.applyAsInt(site); // outside of the lock: it may load classes
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
  static long bytesOfLive(Object object, int site) {
    if (!object.getClass().isArray()) {
      return bytesOf(site);
    }
    return ArrayLayout.padded(ArrayLayout.unpadded(object));
  }
}
