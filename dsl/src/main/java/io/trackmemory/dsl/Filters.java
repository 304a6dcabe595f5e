package io.trackmemory.dsl;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What narrows a check, in the order in which it was called.
 *
 * @param all the filters
 */
record Filters<F extends Filter>(List<F> all) {

  static <F extends Filter> Filters<F> none() {
    return new Filters<>(List.of());
  }

  /** These and another one. */
  Filters<F> and(F another) {
    return new Filters<>(Stream.concat(all.stream(), Stream.of(another)).toList());
  }

  /** The calls that made them: {@code ofType(Integer.class).}. */
  String calls() {
    return all.stream().map(filter -> filter.call() + ".").collect(Collectors.joining());
  }

  /** As messages say them, after a noun: {@code " of java.lang.Integer"}. */
  String phrases() {
    return all.stream().map(filter -> " " + filter.phrase()).collect(Collectors.joining());
  }

  /** Why nothing can be said by one of them: it names what there is not. */
  Optional<String> unknownName(Evidence evidence) {
    return all.stream().flatMap(filter -> filter.unknownName(evidence).stream()).findFirst();
  }

  /**
   * Asks about what they take. Nobody can tell where one of them names what there is not, or where
   * none was seen and one of them takes what is in no count.
   *
   * @param narrow looks for what they take
   */
  <T> Ruling judge(
      Evidence evidence,
      Object expected,
      Supplier<T> narrow,
      Predicate<T> isNone,
      Function<T, Ruling> question) {
    Optional<String> unknown = unknownName(evidence);
    if (unknown.isPresent()) {
      return new Ruling.Uncertified(unknown.get(), expected);
    }
    T taken = narrow.get();
    Ruling ruling = question.apply(taken);
    return isNone.test(taken) && !ruling.isDecided()
        ? uncounted().<Ruling>map(cause -> new Ruling.Uncertified(cause, expected)).orElse(ruling)
        : ruling;
  }

  private Optional<String> uncounted() {
    return all.stream().flatMap(filter -> filter.uncounted().stream()).findFirst();
  }
}
