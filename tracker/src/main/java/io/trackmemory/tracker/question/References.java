package io.trackmemory.tracker.question;

import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.heap.HeapExamination;
import io.trackmemory.tracker.heap.ReferenceQueues;
import io.trackmemory.tracker.recorded.HandedOver;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ReferenceFate;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells what became of single objects, with the agent or without. Any thread may call it. */
public final class References {

  private References() {}

  /**
   * Collects, and tells what became of the object that {@code reference} refers to.
   *
   * @param settle how long to wait at most for {@code work}, and for clean-up after the first
   *     collection
   * @param work what the innermost scope of this thread handed over, if there is one
   * @param userClass whether a class, by binary name, is the user's own code
   */
  public static ReferenceFate fateOf(
      WeakReference<?> reference,
      Duration settle,
      @Nullable HandedOver work,
      Predicate<String> userClass) {
    try (OwnWork own = OwnWork.begin()) {
      if (isGone(reference)) {
        return new ReferenceFate.Collected();
      }
      ReferenceQueues queues = ReferenceQueues.watch();
      if (!FullCollection.run()) {
        return new ReferenceFate.Uncertified(FullCollection.IMPOSSIBLE);
      }
      if (isGone(reference)) {
        return new ReferenceFate.Collected();
      }
      if (work != null) {
        work.await(settle);
      }
      queues.await(settle);
      FullCollection.run(); // what clean-up and ended work have let go
      return isGone(reference) ? new ReferenceFate.Collected() : explained(reference, userClass);
    }
  }

  private static boolean isGone(WeakReference<?> reference) {
    return reference.refersTo(null);
  }

  private static ReferenceFate explained(WeakReference<?> reference, Predicate<String> userClass) {
    String typeName = typeName(reference);
    HeapExamination.Answer<Optional<ReferenceFate>> holder =
        LeakSearch.holderOf(reference, userClass);
    if (isGone(reference)) {
      return new ReferenceFate.Collected();
    }
    return holder
        .value()
        .flatMap(found -> found)
        .orElseGet(
            () -> new ReferenceFate.Alive(typeName, "", 0, Optional.empty(), holder.uncertified()));
  }

  /* In a method of its own, so that no frame holds the object when the dump is taken. */
  private static String typeName(WeakReference<?> reference) {
    Object object = reference.get();
    return object == null ? "" : TypeNames.of(object.getClass());
  }
}
