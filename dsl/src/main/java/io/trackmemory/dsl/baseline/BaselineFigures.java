package io.trackmemory.dsl.baseline;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one JVM measured.
 *
 * @param platform that JVM
 * @param lines objects by type and method, sorted
 * @param peakAtMost bytes that live bytes did not exceed, where a limit on them was decided
 * @param growthPerRun bytes that each run left behind, where that was looked at
 */
public record BaselineFigures(
    BaselinePlatform platform,
    List<BaselineLine> lines,
    OptionalLong peakAtMost,
    OptionalLong growthPerRun) {

  /** Adds up lines of the same type and method, and sorts them. */
  public static BaselineFigures of(
      BaselinePlatform platform,
      Collection<BaselineLine> lines,
      OptionalLong peakAtMost,
      OptionalLong growthPerRun) {
    Map<String, BaselineLine> byKey =
        lines.stream()
            .collect(
                Collectors.toMap(
                    BaselineLine::key, Function.identity(), BaselineLine::plus, TreeMap::new));
    return new BaselineFigures(
        platform,
        byKey.values().stream().sorted(BaselineLine.ORDER).toList(),
        peakAtMost,
        growthPerRun);
  }

  /** The same with another limit on live bytes. */
  public BaselineFigures withPeak(OptionalLong atMost) {
    return new BaselineFigures(platform, lines, atMost, growthPerRun);
  }

  /** The same of another JVM. */
  BaselineFigures withPlatform(BaselinePlatform other) {
    return new BaselineFigures(other, lines, peakAtMost, growthPerRun);
  }

  /** Objects in all. */
  public long count() {
    return lines.stream().mapToLong(BaselineLine::count).sum();
  }

  /** Their bytes, in the platform's layout. */
  public long bytes() {
    return lines.stream().mapToLong(BaselineLine::bytes).sum();
  }

  /** Whether the figures are those of the other, whatever build measured them. */
  public boolean sameAs(BaselineFigures other) {
    return platform.isLike(other.platform)
        && lines.equals(other.lines)
        && peakAtMost.equals(other.peakAtMost)
        && growthPerRun.equals(other.growthPerRun);
  }

  /** {@code 5 objects, 128 B}. */
  public String total() {
    return count() + (count() == 1 ? " object, " : " objects, ") + bytes() + " B";
  }
}
