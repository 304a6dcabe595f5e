package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.spi.RateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says that runs should have left no more behind each time, or at most so much. */
record ShouldHaveNoGrowth(Subject subject, ByteSize limit, GrowthResult result)
    implements FailureMessage {

  @Override
  public String headline() {
    return subject.phrase()
        + (limit.toBytes() == 0
            ? " to leave no growth"
            : " to leave at most " + Sizes.exact(limit.toBytes()) + " more behind with each run")
        + " but with each run it left "
        + RateText.bytes(result.bytesPerRun())
        + " and "
        + Rates.objects(result.objectsPerRun())
        + " more behind";
  }

  @Override
  public List<String> rows() {
    List<Holder> growing = result.holders(Shape.GROWING);
    List<String> rows = new ArrayList<>();
    growing.stream().limit(GrowthText.HOLDERS_SHOWN).forEach(h -> rows.addAll(GrowthText.lines(h)));
    if (growing.size() > GrowthText.HOLDERS_SHOWN) {
      rows.add(
          "  ... and "
              + Text.count(growing.size() - GrowthText.HOLDERS_SHOWN, "more growing holder"));
    }
    return rows;
  }

  /* Growth knows holders and types; the lines are those that made objects of these types. */
  @Override
  public List<SiteStatistics> blamed() {
    Set<String> types =
        result.holders(Shape.GROWING).stream()
            .flatMap(holder -> holder.types().stream())
            .map(TypeStatistics::typeName)
            .collect(Collectors.toSet());
    return RowTable.mostBytesFirst(
        subject.growthSeen().stream()
            .flatMap(seen -> seen.sites().stream())
            .filter(site -> types.contains(site.typeName()))
            .toList());
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    result.forecast().ifPresent(notes::add);
    for (Shape shape : List.of(Shape.INCONCLUSIVE, Shape.SATURATING, Shape.ONE_TIME)) {
      int holders = result.holders(shape).size();
      if (holders > 0) {
        notes.add("Also looked at: " + Text.count(holders, "holder") + " " + phrase(shape));
      }
    }
    subject.growthSeen().ifPresent(seen -> notes.addAll(Notes.ofOthersInFigure(seen)));
    return notes;
  }

  private static String phrase(Shape shape) {
    return switch (shape) {
      case ONE_TIME -> "that took something once, no growth";
      case SATURATING -> "that filled up, no growth";
      case NONE, INCONCLUSIVE, GROWING -> "of which nothing can be said yet";
    };
  }

  @Override
  public String acceptance() {
    return Sizes.call("hasGrowthPerRunAtMost", actual());
  }

  @Override
  public Object expected() {
    return limit.toBytes();
  }

  @Override
  public Long actual() {
    return (long) Math.ceil(result.bytesPerRun());
  }
}
