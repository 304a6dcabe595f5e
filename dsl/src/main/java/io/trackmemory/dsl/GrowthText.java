package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.spi.RateText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Shows what one holder held over the runs. */
final class GrowthText {

  /** How many holders are shown. */
  static final int HOLDERS_SHOWN = 5;

  private static final int TYPES_SHOWN = 5;

  private GrowthText() {}

  static List<String> lines(Holder holder) {
    List<String> lines = new ArrayList<>();
    lines.add("  held by " + holder.signature() + ", " + shape(holder) + ":");
    for (TypeStatistics type : holder.types().stream().limit(TYPES_SHOWN).toList()) {
      lines.add("    " + came(type));
    }
    if (holder.types().size() > TYPES_SHOWN) {
      lines.add("    ... and " + Text.count(holder.types().size() - TYPES_SHOWN, "more type"));
    }
    lines.add("    after " + figures(holder.points(), Point::runs) + " runs");
    lines.add("      objects: " + figures(holder.points(), Point::count));
    lines.add("      bytes:   " + figures(holder.points(), Point::bytes));
    addChain(lines, holder);
    return lines;
  }

  private static String shape(Holder holder) {
    return holder.shape() == Shape.GROWING
        ? "growing by "
            + RateText.bytes(holder.bytesPerRun())
            + " and "
            + Rates.objects(holder.objectsPerRun())
            + " a run (confidence "
            + Rates.percent(holder.confidence())
            + ")"
        : "inconclusive";
  }

  private static String came(TypeStatistics type) {
    return type.count() > 0
        ? "+" + type.count() + " x " + type.typeName() + ", " + Sizes.rounded(type.bytes())
        : type.typeName() + " larger by " + Sizes.rounded(type.bytes());
  }

  private static String figures(List<Point> points, ToLongFunction<Point> figure) {
    return points.stream()
        .map(point -> String.valueOf(figure.applyAsLong(point)))
        .collect(Collectors.joining(", "));
  }

  private static void addChain(List<String> lines, Holder holder) {
    if (holder.chain().isEmpty()) {
      return;
    }
    lines.add("    one of them, from the root:");
    lines.add("      " + holder.rootDescription());
    LeakText.addChain(lines, holder.chain(), holder.suspectIndex());
  }
}
