package io.trackmemory.dsl;

import io.trackmemory.dsl.Breaking.Plan;
import io.trackmemory.dsl.baseline.Accepting;
import io.trackmemory.dsl.baseline.BaselineDiff;
import io.trackmemory.dsl.baseline.BaselineEntry;
import io.trackmemory.dsl.baseline.BaselineException;
import io.trackmemory.dsl.baseline.BaselineFigures;
import io.trackmemory.dsl.baseline.BaselineFile;
import io.trackmemory.dsl.baseline.BaselinePlatform;
import io.trackmemory.proof.Injected;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One check against a baseline. What is to be stored is stored as the check ends, once it is known
 * that nothing speaks against its figures. Used by one thread.
 */
final class BaselineCheck {

  private final String name;
  private final Subject subject;
  private final TrackerAccess tracker;
  private final BaselinePlace place;
  private final BaselineFile file;
  private final String askedAt;
  private final List<BaselineFigures> seen = new ArrayList<>();
  private Optional<BaselineEntry> stored = Optional.empty();
  private Optional<String> unreadable = Optional.empty();
  private boolean stores;

  private BaselineCheck(String name, Subject subject, TrackerAccess tracker, String askedAt) {
    this.name = name;
    this.subject = subject;
    this.tracker = tracker;
    this.place = tracker.baselines();
    this.file = place.file();
    this.askedAt = askedAt;
  }

  /**
   * Begins it.
   *
   * @param askedAt the line that asks
   */
  static BaselineCheck of(String name, Subject subject, TrackerAccess tracker, String askedAt) {
    BaselineCheck check = new BaselineCheck(name, subject, tracker, askedAt);
    check.read();
    return check;
  }

  private void read() {
    try {
      stored = file.read(name);
    } catch (BaselineException e) {
      unreadable = Optional.of(e.text());
    }
  }

  /** What it wants to look at: who called, of all objects, and the limit that is stored. */
  Ask ask() {
    return Ask.ALL
        .brokenBy((passed, expected, seen, access) -> List.of(breaking()))
        .withEveryStack()
        .within(
            storedHere().stream()
                .flatMap(figures -> figures.peakAtMost().stream().boxed())
                .map(ByteSize::ofBytes)
                .toList());
  }

  /* One object more than is stored, or more bytes than are tolerated. */
  private Plan breaking() {
    Optional<BaselineFigures> compared = storedHere();
    if (compared.isEmpty() || place.update()) {
      return Plan.none("it was stored just now, so that there is nothing yet to differ from");
    }
    Injection one = new Injection(Injection.How.DROPPED, Injected.Made.PLAIN, 1, 0);
    long tolerated =
        stored
            .flatMap(BaselineEntry::tolerance)
            .map(tolerance -> tolerance.allowed(compared.get().bytes()))
            .orElse(0L);
    return tolerated == 0
        ? Plan.of(one, Unit.OBJECTS, 1)
        : Plan.of(
            new Injection(Injection.How.DROPPED, Injected.Made.BYTES, 1, 0),
            Unit.BYTES,
            tolerated + 1);
  }

  private Optional<BaselineFigures> storedHere() {
    return stored.map(entry -> entry.of(BaselinePlatform.ofThisJvm()));
  }

  /** Compares; stores nothing. */
  Ruling judge(MemorySnapshot snapshot) {
    if (unreadable.isPresent()) {
      return new Ruling.Uncertified(unreadable.get(), name);
    }
    Optional<GrowthResult> growth = growth(snapshot);
    Optional<String> doubt = growth.flatMap(BaselineCheck::doubt);
    if (doubt.isPresent()) {
      return new Ruling.Uncertified(doubt.get(), name);
    }
    BaselineFigures figures =
        withPeak(
            SeenFigures.of(
                snapshot,
                growth.isPresent()
                    ? OptionalLong.of(Math.round(growth.get().bytesPerRun()))
                    : OptionalLong.empty()),
            snapshot.peak());
    seen.add(figures);
    return compared(stored, figures, snapshot);
  }

  /* What is known of a limit on live bytes that is stored, where nobody else decided one. */
  private BaselineFigures withPeak(BaselineFigures figures, PeakBracket peak) {
    OptionalLong limit =
        storedHere()
            .filter(before -> before.platform().layout().equals(figures.platform().layout()))
            .map(BaselineFigures::peakAtMost)
            .orElse(OptionalLong.empty());
    if (limit.isEmpty() || figures.peakAtMost().isPresent()) {
      return figures;
    }
    if (peak.atMost() <= limit.getAsLong()) {
      return figures.withPeak(limit);
    }
    return peak.atLeast() > limit.getAsLong()
        ? figures.withPeak(OptionalLong.of(figures.bytes()))
        : figures;
  }

  /* Where it was looked at, or is stored. */
  private Optional<GrowthResult> growth(MemorySnapshot snapshot) {
    Optional<GrowthResult> known = snapshot.growth().or(() -> subject.seenSoFar().growth());
    if (known.isPresent()) {
      return known;
    }
    boolean wanted = storedHere().filter(figures -> figures.growthPerRun().isPresent()).isPresent();
    return wanted ? Optional.of(subject.growth()) : Optional.empty();
  }

  private static Optional<String> doubt(GrowthResult growth) {
    if (growth.uncertified().isPresent()) {
      return growth.uncertified();
    }
    boolean exact =
        growth.holders(Shape.GROWING).stream()
            .allMatch(holder -> holder.bytesPerRunError().orElse(1) == 0);
    if (growth.shape() != Shape.INCONCLUSIVE && exact) {
      return Optional.empty();
    }
    return Optional.of(
        "what each run leaves behind is known by an estimate only, which no baseline takes; limit it"
            + " with hasGrowthPerRunAtMost, and ask that after this check");
  }

  private Ruling compared(
      Optional<BaselineEntry> entry, BaselineFigures figures, MemorySnapshot snapshot) {
    stores = false;
    if (entry.isEmpty()) {
      stores = place.update() || !place.ci();
      return stores
          ? new Ruling.Passed()
          : new Ruling.Failed(new ShouldHaveBaseline(subject, snapshot, file, name, figures));
    }
    BaselineDiff diff =
        BaselineDiff.between(entry.get().of(figures.platform()), figures, tracker::loadedClasses);
    PeakBracket peak = snapshot.peak();
    OptionalLong limit = diff.stored().peakAtMost();
    boolean exceeded =
        limit.isPresent() && diff.isOfOneLayout() && peak.atLeast() > limit.getAsLong();
    boolean kept = diff.isNone() || entry.get().tolerance().filter(diff::isWithin).isPresent();
    if (!place.update() && (!kept || exceeded)) {
      return failed(entry.get(), diff, snapshot);
    }
    boolean peakKnown =
        limit.isEmpty()
            || (place.update()
                ? figures.peakAtMost().isPresent()
                : diff.isOfOneLayout() && peak.atMost() <= limit.getAsLong());
    if (!peakKnown) {
      return new Ruling.Uncertified(unknownPeak(limit.getAsLong(), diff), name);
    }
    stores = place.update();
    return stores ? new Ruling.Passed() : new Ruling.Passed(note(entry.get(), diff), measure(diff));
  }

  /* Within a tolerance, what was seen is another figure than what is asked for. */
  private static Optional<Measure> measure(BaselineDiff diff) {
    long count = diff.stored().count();
    return diff.isNone()
        ? Optional.of(new Measure(Unit.OBJECTS, count, true, count, count))
        : Optional.empty();
  }

  private Ruling failed(BaselineEntry entry, BaselineDiff diff, MemorySnapshot snapshot) {
    ShouldMatchBaseline message =
        new ShouldMatchBaseline(
            subject,
            snapshot,
            file,
            entry,
            diff,
            BaselineNames.other(file, name, diff.seen(), askedAt));
    return message
        .measure()
        .map(new Ruling.Failed(message)::measuring)
        .orElseGet(() -> new Ruling.Failed(message));
  }

  private static String unknownPeak(long limit, BaselineDiff diff) {
    String asked =
        "say "
            + Sizes.call("withPeakLimit", limit)
            + " before the first check, with an annotation @LimitPeak(\""
            + limit
            + " B\") beside it";
    return diff.isOfOneLayout()
        ? "whether live bytes stayed within the "
            + Sizes.exact(limit)
            + " of the baseline is not known; "
            + asked
        : "the baseline's limit on live bytes is of another object layout ("
            + diff.stored().platform().layout()
            + "); to store one of this layout, "
            + asked
            + ", and run it once with "
            + Accepting.LINE;
  }

  private static String note(BaselineEntry entry, BaselineDiff diff) {
    if (!diff.isNone()) {
      return "Passed within the tolerance of the baseline: " + entry.tolerance().orElseThrow();
    }
    return diff.bounded().isEmpty()
        ? ""
        : "Passed; the baseline is of another object layout, by which the bytes of "
            + String.join(", ", diff.bounded().stream().sorted().toList())
            + " are known to within their padding. To store them for this one: "
            + Accepting.LINE;
  }

  /** Ends it: stores what is to be stored. */
  Ruling settled(Ruling ruling) {
    if (seen.isEmpty()) {
      return ruling;
    }
    BaselineFigures figures = seen.get(seen.size() - 1);
    Ruling settled = ruling;
    if (ruling instanceof Ruling.Passed passed && stores) {
      Optional<String> other = BaselineNames.other(file, name, figures, askedAt);
      boolean several = seen.stream().anyMatch(each -> !each.sameAs(figures));
      settled =
          other.isPresent() || several
              ? new Ruling.Uncertified(severalChecks(other.orElse(askedAt)), name)
              : stored(figures, passed.note());
    }
    if (!(settled instanceof Ruling.Uncertified)) {
      BaselineNames.note(file, name, figures, askedAt);
    }
    return settled;
  }

  private String severalChecks(String other) {
    return "the baseline \""
        + name
        + "\" of "
        + file.testClass()
        + " is asked for twice in this run, with figures that differ: by "
        + other
        + " and by "
        + askedAt
        + "; give each check a name of its own";
  }

  /* Another JVM may have stored it meanwhile. */
  private Ruling stored(BaselineFigures figures, String note) {
    try {
      StoredBaseline storing = new StoredBaseline(figures, place.update(), tracker::loadedClasses);
      file.change(name, storing);
      if (storing.isOutdone()) {
        return new Ruling.Uncertified(
            "another JVM stored a baseline of this name meanwhile, with other figures; run it again",
            name);
      }
      String told = storing.told(name, file);
      if (!told.isEmpty()) {
        tracker.tell(told);
      }
      return new Ruling.Passed((note + "\n" + told).strip(), Optional.empty());
    } catch (BaselineException e) {
      return new Ruling.Uncertified(e.text(), name);
    }
  }
}
