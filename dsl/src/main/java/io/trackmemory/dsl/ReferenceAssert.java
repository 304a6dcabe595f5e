package io.trackmemory.dsl;

import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ReferenceFate;
import java.lang.ref.WeakReference;

/** An assertion on the object that a weak reference refers to. Needs no agent. */
@SuppressWarnings("try") // a span of own work is never referenced
public final class ReferenceAssert extends AbstractMemoryAssert<ReferenceAssert> {

  private static final String COLLECTED = "collected";

  private final WeakReference<?> reference;

  private ReferenceAssert(WeakReference<?> reference, Subject subject, Context context) {
    super(reference, ReferenceAssert.class, subject, context);
    this.reference = reference;
  }

  static ReferenceAssert of(WeakReference<?> reference, Context context) {
    Arguments.ALONE.notNull("reference", reference);
    Runnable asked = context.begin("assertThatReference", "checked anything", "isCollected()");
    return new ReferenceAssert(reference, new ObjectSubject("the object", asked), context);
  }

  /**
   * Verifies that the object is gone after a full collection that is proved to have run, work that
   * was handed over and clean-up awaited ({@code trackmemory.leaks.settle}). A reference that was
   * cleared by hand, or never referred to anything, cannot be told from one whose object is gone.
   *
   * <p>Fails with the chain of references that holds the object, be it a variable of a method that
   * still runs or a soft reference. The chain takes a heap dump; the verdict does not.
   */
  public ReferenceAssert isCollected() {
    try (OwnWork own = OwnWork.begin()) {
      String call = "isCollected()";
      Ruling ruling = ruling(context().tracker().fateOf(reference));
      return conclude(
          call,
          proof(call).impossible(ruling, "of one object there is no more that could be kept"));
    }
  }

  private static Ruling ruling(ReferenceFate fate) {
    if (fate instanceof ReferenceFate.Alive alive) {
      return new Ruling.Failed(new ShouldBeCollected(alive));
    }
    return fate instanceof ReferenceFate.Uncertified uncertified
        ? new Ruling.Uncertified(uncertified.cause(), COLLECTED)
        : new Ruling.Passed();
  }
}
