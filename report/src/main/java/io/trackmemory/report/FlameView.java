package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The section of flame graphs. Components are the keys of {@code flame.mustache}.
 *
 * @param absent why there is no graph at all, none or one; the rest is empty then
 * @param certainty how far the stacks are to be trusted, in few words
 * @param formula the same with its formula
 * @param ownOnly that there are graphs without libraries and the JDK, none or one
 * @param graphs the graphs, each of one unit
 * @param unknown units that have none
 * @param notes what has to be known of them, a sentence each
 */
record FlameView(
    List<Absent> absent,
    String certainty,
    String formula,
    List<String> ownOnly,
    List<FlameGraph> graphs,
    List<Absent> unknown,
    List<String> notes) {

  private static final int MAX_FRAMES = 220;
  private static final int MAX_OWN_FRAMES = 90;

  /**
   * Why there is no graph.
   *
   * @param styles classes of the graph that is not there
   * @param lead {@code n/a.}, or what is known instead
   * @param why the reason
   */
  record Absent(String styles, String lead, String why) {}

  static FlameView of(MeasurementLook measurement) {
    MemorySnapshot seen = measurement.snapshot();
    CallStacks stacks = measurement.stacks();
    return stacks.count() == 0 ? nothing(seen) : of(stacks, seen);
  }

  private static FlameView nothing(MemorySnapshot seen) {
    Absent absent =
        seen.uncertified()
            .map(cause -> new Absent("", "n/a.", VisibleText.lines(cause, 2_000)))
            .orElse(new Absent("", "Nothing was allocated.", "There is no stack to show."));
    return new FlameView(List.of(absent), "", "", List.of(), List.of(), List.of(), List.of());
  }

  private static FlameView of(CallStacks stacks, MemorySnapshot seen) {
    FlameTree all = FlameTree.of(stacks, false);
    boolean mixed =
        stacks.rows().stream()
            .flatMap(row -> row.lines().stream())
            .anyMatch(line -> line.origin() != Origin.USER);
    Optional<FlameTree> own = mixed ? Optional.of(FlameTree.of(stacks, true)) : Optional.empty();
    List<FlameGraph> graphs = new ArrayList<>();
    List<Absent> unknown = new ArrayList<>();
    for (FlameUnit unit : FlameUnit.values()) {
      if (all.amount(unit) == 0) {
        unknown.add(absent(unit, stacks));
      } else {
        graphs.add(graph(all, unit, "all", "all calls", MAX_FRAMES));
        own.ifPresent(
            tree -> graphs.add(graph(tree, unit, "own", "your calls only", MAX_OWN_FRAMES)));
      }
    }
    return new FlameView(
        List.of(),
        certainty(stacks),
        formula(stacks),
        own.stream().map(tree -> "Only your code").toList(),
        graphs,
        unknown,
        notes(stacks, seen));
  }

  private static FlameGraph graph(
      FlameTree tree, FlameUnit unit, String style, String which, int maxFrames) {
    String label = "Flame graph by " + unit.label.toLowerCase(Locale.ROOT) + ", " + which;
    return FlameGraph.of(tree, unit, style, label, maxFrames);
  }

  private static Absent absent(FlameUnit unit, CallStacks stacks) {
    if (unit != FlameUnit.LIVE) {
      return new Absent(unit.id, "0 B.", "The sizes of these objects are not known.");
    }
    if (stacks.followedBytes() > 0) {
      return new Absent(
          unit.id,
          "Nothing is alive.",
          "All that was followed, "
              + Numbers.sizeAndExact(stacks.followedBytes())
              + ", has been collected.");
    }
    return new Absent(unit.id, "n/a.", notKnown(stacks));
  }

  private static String notKnown(CallStacks stacks) {
    if (stacks.taken() == 0) {
      return "No call stack was taken, and what stayed alive is known by these.";
    }
    return stacks.followed()
        ? "There is no stack of which each object was followed; a longer history,"
            + " trackmemory.history.max, may know of more."
        : "This check counts and follows no object, so nothing is known of what stayed alive."
            + " @LimitPeak, @NoLeaks or preset = PRECISE follow them.";
  }

  private static String certainty(CallStacks stacks) {
    if (stacks.isExact()) {
      return "exact: each of " + Numbers.count(stacks.count(), "allocation") + " has its stack";
    }
    if (stacks.error().isEmpty()) {
      return "no stack was taken: lines and who called them";
    }
    String by = Numbers.count(stacks.taken(), "stack");
    return "\u00b1 "
        + percent(stacks)
        + " %: "
        + by
        + (stacks.ofWholeScope()
            ? " of the whole scope"
            : " of " + Numbers.count(stacks.count(), "allocation"));
  }

  private static String formula(CallStacks stacks) {
    return stacks.isExact() || stacks.error().isEmpty()
        ? "Counts and bytes of each line are exact."
        : "1.96 \u221a(p (1 \u2212 p) / n) at p = 1/2 and n = "
            + Numbers.count(stacks.taken(), "stack")
            + " = "
            + percent(stacks)
            + " %: a share is off by no more, in 95 of 100 cases";
  }

  /* Rounded up: an error is never told smaller than it is. */
  private static String percent(CallStacks stacks) {
    return String.format(Locale.ROOT, "%.1f", Math.ceil(stacks.error().orElse(0) * 1_000) / 10);
  }

  private static List<String> notes(CallStacks stacks, MemorySnapshot seen) {
    List<String> notes = new ArrayList<>();
    if (!stacks.isExact() && stacks.error().isPresent()) {
      notes.add(
          "Root and ends are exact: what all lines made, and each of them. How that is spread over"
              + " the calls between is estimated from the stacks that were taken.");
    }
    if (stacks.ofWholeScope()) {
      notes.add(
          "This is a part of its scope, and the stacks are of all of it: of calls before and after"
              + " too.");
    }
    long followed = stacks.followedBytes();
    if (followed > 0) {
      notes.add(
          "Live is what was not seen to be collected"
              + (followed < stacks.bytes()
                  ? ", known of "
                      + Numbers.sizeAndExact(followed)
                      + " of "
                      + Numbers.sizeAndExact(stacks.bytes())
                      + ": of the rest not each object with a stack was followed"
                  : "")
              + ".");
    }
    long filtered = seen.omissions().filteredCount();
    if (filtered > 0) {
      notes.add(
          Numbers.count(filtered, "object")
              + " below trackmemory.filter.min-size, "
              + Numbers.sizeAndExact(seen.omissions().filteredBytes())
              + ", are left out.");
    }
    return notes;
  }
}
