package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A scope with a limit on live bytes, in which objects die when the test says so. */
final class PeakFixture implements AfterEachCallback {

  /** Bytes of an object of most sites. */
  static final int SIZE = 16;

  /** A site whose objects have no size that is known. */
  static final int UNKNOWN_SITE = 77;

  final List<Object> alive = new ArrayList<>();
  /* Each collection makes these the dead ones. */
  final List<Object> dying = new ArrayList<>();
  final List<WeakReference<?>> softlyHeld = new ArrayList<>();
  @Nullable Object doubtOfSoftness;
  boolean collects = true;
  int collections;
  /* What the stack tells of each object in construction. */
  int mark = Constructions.SURE;
  @Nullable Error failure;
  final ScopeLedger scope;
  final ThreadRecorder recorder;

  PeakFixture(HookFixture hook, @Nullable ScopeLedger parent, long... limits) {
    PeakProbe.connect(this::sizeOf, this::collect, this::marks, this::notStrong);
    scope = new ScopeLedger(parent, true, HookFixture.NONE, 1_000, 0, limits);
    recorder = hook.recorder();
    recorder.enter(scope, this);
  }

  private int sizeOf(int site) {
    return site == UNKNOWN_SITE ? -1 : SIZE;
  }

  private boolean collect() {
    if (failure != null) {
      throw failure;
    }
    collections++;
    if (collects) {
      for (Account account : scope.accounts.values()) {
        for (Followed each : account.followed) {
          if (each != null && dying.contains(each.get())) {
            each.clear();
          }
        }
      }
      dying.clear();
    }
    return collects;
  }

  private int[] marks(@Nullable Thread thread, int[] sites) {
    int[] marks = new int[sites.length];
    Arrays.fill(marks, mark);
    return marks;
  }

  private Object notStrong(List<WeakReference<?>> survivors) {
    return doubtOfSoftness != null ? doubtOfSoftness : softlyHeld;
  }

  /** Makes an object to its end. */
  Object make(int site) {
    Object made = new Object();
    alive.add(made);
    recorder.count(site, 0);
    Followed.follow(recorder, made, site);
    return made;
  }

  void make(int site, int times) {
    for (int i = 0; i < times; i++) {
      make(site);
    }
  }

  /** Lets objects die at the next collection. */
  void die(int number) {
    for (int i = 0; i < number; i++) {
      dying.add(alive.remove(0));
    }
  }

  PeakGuard guard() {
    return Objects.requireNonNull(scope.peak);
  }

  Account account() {
    return scope.accountOf(recorder);
  }

  PeakCrossing crossing() {
    return Objects.requireNonNull(guard().crossing);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    PeakProbe.connect(site -> site, () -> false, (thread, sites) -> sites, references -> "");
  }
}
