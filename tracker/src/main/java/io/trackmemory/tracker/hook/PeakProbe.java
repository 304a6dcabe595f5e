package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What limits on live bytes ask of the rest of the tracker. Set once; used in own work only. */
public final class PeakProbe {

  private static volatile @Nullable BooleanSupplier collection;
  private static volatile @Nullable BiFunction<Thread, int[], int[]> constructions;
  private static volatile @Nullable Function<List<WeakReference<?>>, Object> softness;

  private PeakProbe() {}

  /**
   * Connects what only the rest of the tracker knows: what {@link
   * io.trackmemory.tracker.gate.Gate#connectPeaks} is given.
   */
  public static void connect(
      IntUnaryOperator objectBytes,
      BooleanSupplier full,
      BiFunction<Thread, int[], int[]> open,
      Function<List<WeakReference<?>>, Object> soft) {
    ObjectBytes.connect(objectBytes);
    collection = full;
    constructions = open;
    softness = soft;
  }

  static boolean collect() {
    BooleanSupplier known = collection;
    return known != null && known.getAsBoolean();
  }

  /* For each object in construction 3 if it surely is, 2 if it may be, 1 if another one at its site
   * stands for it, 0 if it is not. */
  static int[] open(@Nullable Thread thread, int[] sites) {
    BiFunction<Thread, int[], int[]> known = constructions;
    return known == null || thread == null ? new int[sites.length] : known.apply(thread, sites);
  }

  static Object notStronglyHeld(List<WeakReference<?>> survivors) {
    Function<List<WeakReference<?>>, Object> known = softness;
    return known == null ? "" : known.apply(survivors);
  }
}
