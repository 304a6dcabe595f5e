package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.RetentionQuery;
import java.util.Optional;
import java.util.function.Function;

/**
 * Assertions on what objects keep alive: themselves, and every object that is strongly reachable
 * through them only, so that all of it would be freed if they went.
 *
 * <p>What static fields, threads, or other objects in use hold as well is not theirs: constants,
 * enums, classes, cached boxes, what they share with another structure. Variables of running
 * methods that point into the structure itself do not count as holders. Soft, weak and phantom
 * references keep nothing alive. Sizes are shallow ones with header and padding, exact.
 *
 * <p>It takes a dump of the live heap, at the first check, once; those of {@link #ofType} share it.
 * Needs no agent but for {@code ofType}. To be used by one thread.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class RetainedAssert extends AbstractMemoryAssert<RetainedAssert> {

  private final RetainedSource source;
  private final Filters<OfType> types;

  private RetainedAssert(
      RetainedSource source, Subject subject, Context context, Filters<OfType> types) {
    super(source, RetainedAssert.class, subject, context);
    this.source = source;
    this.types = types;
  }

  static RetainedAssert of(Object[] roots, Context context) {
    Arguments.ALONE.noneNull("roots", roots);
    if (roots.length == 0) {
      throw new IllegalArgumentException("roots must not be empty");
    }
    String phrase =
        roots.length == 1 ? roots[0].getClass().getTypeName() : roots.length + " objects";
    Runnable asked =
        context.begin("assertThatRetained", "checked anything", "hasBytesAtMost(kib(64))");
    return new RetainedAssert(
        new RetainedSource(RetentionQuery.of(roots), "", roots.length, context.tracker()),
        new ObjectSubject(phrase, asked),
        context,
        Filters.none());
  }

  /** Looks at objects of {@code type} and of its subtypes only. */
  @CheckReturnValue
  public RetainedAssert ofType(Class<?> type) {
    try (OwnWork own = OwnWork.begin()) {
      return with(OfType.of(arguments().typeOfObjects(type)));
    }
  }

  /**
   * Looks at objects of a type and of its subtypes only.
   *
   * @param typeName the type as messages print it: {@code java.lang.Object[]}
   */
  @CheckReturnValue
  public RetainedAssert ofType(String typeName) {
    try (OwnWork own = OwnWork.begin()) {
      return with(OfType.named(arguments().notBlank("typeName", typeName)));
    }
  }

  private RetainedAssert with(OfType type) {
    return described(new RetainedAssert(source, subject(), context(), types.and(type)));
  }

  /** Leaves out some objects and what these alone keep alive. */
  @CheckReturnValue
  public RetainedAssert excluding(Object... objects) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().noneNull("objects", objects);
      return described(new RetainedAssert(source.without(objects), subject(), context(), types));
    }
  }

  /** Verifies that what is kept alive has at most {@code limit}. */
  public RetainedAssert hasBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return ask(
          Sizes.call("hasBytesAtMost", limit.toBytes()),
          limit.toBytes(),
          retained ->
              Ruling.atMost(
                  Unit.BYTES,
                  limit.toBytes(),
                  Range.exactly(retained.bytes()),
                  () -> "",
                  () -> new ShouldRetainBytesAtMost(retained, limit)));
    }
  }

  /** Verifies that at most {@code count} objects are kept alive, the roots among them. */
  public RetainedAssert hasObjectCountAtMost(long count) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("count", count);
      return ask(
          "hasObjectCountAtMost(" + count + ")",
          count,
          retained ->
              Ruling.atMost(
                  Unit.OBJECTS,
                  count,
                  Range.exactly(retained.count()),
                  () -> "",
                  () -> new ShouldRetainObjectCountAtMost(retained, count)));
    }
  }

  private RetainedAssert ask(String check, Object expected, Function<Retained, Ruling> question) {
    TrackerAccess tracker = context().tracker();
    String call = source.path() + types.calls() + check;
    Ruling ruling = Retained.judge(subject(), source, types, tracker, expected, question);
    Breaking breaking = Breaking.of(Injection.How.KEPT, types.all());
    return conclude(
        call,
        proof(call)
            .of(
                ruling,
                () -> breaking.plans(ruling, expected, Optional.empty(), tracker),
                injection ->
                    Retained.judge(
                        subject(), source.with(injection), types, tracker, expected, question)));
  }
}
