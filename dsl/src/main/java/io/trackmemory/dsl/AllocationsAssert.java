package io.trackmemory.dsl;

import io.trackmemory.dsl.Injection.How;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.function.Function;

/**
 * Assertions on the allocations of what was measured. Each filter gives an assert of its own on
 * what it takes of this one's.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class AllocationsAssert extends AbstractMemoryAssert<AllocationsAssert> {

  private final Filters<SiteFilter> filters;

  AllocationsAssert(Object actual, Subject subject, Context context, Filters<SiteFilter> filters) {
    super(actual, AllocationsAssert.class, subject, context);
    this.filters = filters;
  }

  /** Looks at objects of {@code type} and of its subtypes only. */
  @CheckReturnValue
  public AllocationsAssert ofType(Class<?> type) {
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
  public AllocationsAssert ofType(String typeName) {
    try (OwnWork own = OwnWork.begin()) {
      return with(OfType.named(arguments().notBlank("typeName", typeName)));
    }
  }

  /** Looks at lines of a package, and of those below it, only. */
  @CheckReturnValue
  public AllocationsAssert fromPackage(String packageName) {
    try (OwnWork own = OwnWork.begin()) {
      return with(new FromPackage(arguments().notBlank("packageName", packageName)));
    }
  }

  /**
   * Looks at lines of a method only; a lambda's are those of the method it is written in.
   *
   * @param method simple name, or {@code Class.method}
   */
  @CheckReturnValue
  public AllocationsAssert fromMethod(String method) {
    try (OwnWork own = OwnWork.begin()) {
      return with(new FromMethod(arguments().notBlank("method", method)));
    }
  }

  /**
   * Looks at what is allocated by a package, a class or a method, or by library code that it calls,
   * only.
   *
   * @param name package, class or {@code Class.method}
   */
  @CheckReturnValue
  public AllocationsAssert causedBy(String name) {
    try (OwnWork own = OwnWork.begin()) {
      return with(new CausedBy(arguments().notBlank("name", name)));
    }
  }

  /** Looks at what threads of a name allocate only. */
  @CheckReturnValue
  public AllocationsAssert onThread(String threadName) {
    try (OwnWork own = OwnWork.begin()) {
      return with(new OnThread(arguments().notNull("threadName", threadName)));
    }
  }

  /** Looks at objects larger than {@code size} only. */
  @CheckReturnValue
  public AllocationsAssert largerThan(ByteSize size) {
    try (OwnWork own = OwnWork.begin()) {
      return with(new LargerThan(arguments().notNull("size", size)));
    }
  }

  private AllocationsAssert with(SiteFilter filter) {
    return described(new AllocationsAssert(actual, subject(), context(), filters.and(filter)));
  }

  /** Verifies that {@code count} objects were allocated. */
  public AllocationsAssert hasCount(long count) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("count", count);
      return ask(
          "hasCount(" + count + ")",
          count,
          seen -> AllocationRulings.count(seen, count, "hasCount"));
    }
  }

  /** Verifies that at most {@code limit} objects were allocated. */
  public AllocationsAssert hasCountAtMost(long limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("limit", limit);
      return ask(
          "hasCountAtMost(" + limit + ")",
          limit,
          seen -> AllocationRulings.countAtMost(seen, limit, "hasCountAtMost"));
    }
  }

  /** Verifies that at most {@code limit} was allocated, headers and padding included. */
  public AllocationsAssert hasBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return ask(
          Sizes.call("hasBytesAtMost", limit.toBytes()),
          limit.toBytes(),
          seen -> AllocationRulings.bytesAtMost(seen, limit, "hasBytesAtMost"));
    }
  }

  /** Verifies that nothing was allocated. */
  public AllocationsAssert isEmpty() {
    try (OwnWork own = OwnWork.begin()) {
      return ask("isEmpty()", 0L, seen -> AllocationRulings.none(seen, "hasCountAtMost"));
    }
  }

  private AllocationsAssert ask(
      String check, Object expected, Function<Allocations, Ruling> question) {
    return checkGrowing(
        Ask.ALL.brokenBy(Breaking.of(How.DROPPED, filters.all())),
        "allocations()." + filters.calls() + check,
        expected,
        snapshot -> judge(snapshot, expected, question));
  }

  private Ruling judge(
      MemorySnapshot snapshot, Object expected, Function<Allocations, Ruling> question) {
    Evidence evidence = new Evidence(snapshot, context().tracker());
    return filters.judge(
        evidence,
        expected,
        () -> Allocations.narrowed(subject(), snapshot, filters, evidence),
        Allocations::isNone,
        question);
  }
}
