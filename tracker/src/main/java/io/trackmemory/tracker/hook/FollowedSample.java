package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** Objects followed, with gaps, each of which stands for {@code weight} alike. */
public final class FollowedSample {
  public static final FollowedSample NONE = new FollowedSample(new WeakReference<?>[0], 1);

  public final @Nullable WeakReference<?>[] objects;
  public final int weight;

  FollowedSample(@Nullable WeakReference<?>[] objects, int weight) {
    this.objects = objects;
    this.weight = weight;
  }
}
