package io.trackmemory.dsl.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The baseline of one check.
 *
 * @param name its name
 * @param line where it begins in its file, from 1 on; 0 before it is stored
 * @param leading comments above it
 * @param comments comments inside of it, by what they stand above
 * @param tolerance how far figures may be from it
 * @param variants what JVMs measured: the first one stands for all JVMs that have none of their own
 */
public record BaselineEntry(
    String name,
    int line,
    List<String> leading,
    Map<String, List<String>> comments,
    Optional<Tolerance> tolerance,
    List<BaselineFigures> variants) {

  private static final Comparator<BaselineFigures> BY_PLATFORM =
      Comparator.comparing(
              (BaselineFigures figures) -> figures.platform().jdk(),
              Comparator.comparingInt(Runtime.Version::feature))
          .thenComparing(figures -> figures.platform().layout().toString());

  /** One that is new. */
  static BaselineEntry of(String name, BaselineFigures figures) {
    return new BaselineEntry(name, 0, List.of(), Map.of(), Optional.empty(), List.of(figures));
  }

  /** What is stored for a JVM: its own figures, else those of its JDK, else the first. */
  public BaselineFigures of(BaselinePlatform platform) {
    return own(platform)
        .or(
            () ->
                variants.stream()
                    .filter(each -> each.platform().jdk().feature() == platform.jdk().feature())
                    .findFirst())
        .orElse(variants.get(0));
  }

  private Optional<BaselineFigures> own(BaselinePlatform platform) {
    return variants.stream().filter(each -> each.platform().isLike(platform)).findFirst();
  }

  /** The same with what a JVM measured, in place of what is stored of that JVM. */
  BaselineEntry with(BaselineFigures figures) {
    BaselineFigures first = variants.get(0);
    if (first.platform().isLike(figures.platform())) {
      return of(figures, variants.subList(1, variants.size()));
    }
    List<BaselineFigures> others = new ArrayList<>(variants.subList(1, variants.size()));
    others.removeIf(each -> each.platform().isLike(figures.platform()));
    if (!figures.withPlatform(first.platform()).equals(first)
        || !figures.platform().layout().equals(first.platform().layout())) {
      others.add(figures);
      others.sort(BY_PLATFORM);
    }
    return of(first, others);
  }

  private BaselineEntry of(BaselineFigures first, List<BaselineFigures> others) {
    List<BaselineFigures> all = new ArrayList<>();
    all.add(first);
    all.addAll(others);
    return new BaselineEntry(name, line, leading, comments, tolerance, List.copyOf(all));
  }
}
