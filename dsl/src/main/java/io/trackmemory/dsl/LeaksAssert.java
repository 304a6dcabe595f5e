package io.trackmemory.dsl;

import io.trackmemory.dsl.Injection.How;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.function.Function;

/**
 * Assertions on objects that were allocated and are still strongly reachable. Each filter gives an
 * assert of its own on what it takes of this one's.
 *
 * <p>Counts are of objects, not of holders.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class LeaksAssert extends AbstractMemoryAssert<LeaksAssert> {

  private final Filters<LeakFilter> filters;

  LeaksAssert(Object actual, Subject subject, Context context, Filters<LeakFilter> filters) {
    super(actual, LeaksAssert.class, subject, context);
    this.filters = filters;
  }

  /** Looks at objects of {@code type} and of its subtypes only. */
  @CheckReturnValue
  public LeaksAssert ofType(Class<?> type) {
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
  public LeaksAssert ofType(String typeName) {
    try (OwnWork own = OwnWork.begin()) {
      return with(OfType.named(arguments().notBlank("typeName", typeName)));
    }
  }

  /**
   * Looks at objects only whose chain of references contains a name.
   *
   * @param name a class ({@code Registry}, {@code com.acme.Registry}), a field ({@code sessions})
   *     or both ({@code Registry.sessions})
   */
  @CheckReturnValue
  public LeaksAssert heldBy(String name) {
    try (OwnWork own = OwnWork.begin()) {
      return with(new HeldBy(arguments().notBlank("name", name)));
    }
  }

  private LeaksAssert with(LeakFilter filter) {
    return described(new LeaksAssert(actual, subject(), context(), filters.and(filter)));
  }

  /** Verifies that {@code count} objects leaked. */
  public LeaksAssert hasCount(long count) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("count", count);
      return ask(
          "hasCount(" + count + ")", count, leaks -> LeakRulings.count(leaks, count, "hasCount"));
    }
  }

  /** Verifies that nothing leaked. */
  public LeaksAssert isEmpty() {
    try (OwnWork own = OwnWork.begin()) {
      return ask("isEmpty()", 0L, leaks -> LeakRulings.none(leaks, "hasCount"));
    }
  }

  private LeaksAssert ask(String check, Object expected, Function<Leaks, Ruling> question) {
    return check(
        About.LEAKS,
        Ask.ALL.brokenBy(Breaking.of(How.KEPT, filters.all())),
        "leaks()." + filters.calls() + check,
        expected,
        seen ->
            LeakRulings.judge(
                subject(),
                seen,
                expected,
                all -> LeakRulings.judge(all, filters, context().tracker(), expected, question)));
  }
}
