package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** Objects followed, with gaps, each of which stands for {@code weight} alike. */
@SuppressWarnings("ArrayRecordComponent") // a copy, handed on as it is
public record FollowedSample(@Nullable WeakReference<?>[] objects, int weight) {
  public static final FollowedSample NONE = new FollowedSample(new WeakReference<?>[0], 1);
}
