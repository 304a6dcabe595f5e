package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A scope, a snapshot or a part of one: what others measured. A scope is asked again after a wait
 * for work that it handed over. Used by one thread.
 */
final class SeenSubject implements Subject {

  private final String phrase;
  private final String path;
  private final Runnable asked;
  private final Supplier<Measurement> source;
  private final UnaryOperator<MemorySnapshot> cut;
  private final AwaitedWork handedOver;
  private AwaitedWork.@Nullable Look look;
  private boolean judgesLibraries;
  private Optional<String> countedOnly = Optional.empty();

  private SeenSubject(
      String phrase,
      String path,
      Runnable asked,
      Supplier<Measurement> source,
      UnaryOperator<MemorySnapshot> cut,
      AwaitedWork handedOver) {
    this.phrase = phrase;
    this.path = path;
    this.asked = asked;
    this.source = source;
    this.cut = cut;
    this.handedOver = handedOver;
  }

  /**
   * All that others measured.
   *
   * @param source gives what was seen so far
   */
  static SeenSubject of(String phrase, Supplier<Measurement> source, Context context) {
    return new SeenSubject(
        phrase,
        "",
        context.begin("checked anything"),
        source,
        UnaryOperator.identity(),
        AwaitedWork.ofSettings(context.tracker()));
  }

  @Override
  public SeenSubject part(String from, String checkpoint, UnaryOperator<MemorySnapshot> further) {
    return part(
        this, source, whole -> further.apply(cut.apply(whole)), handedOver, from, checkpoint);
  }

  /**
   * The part of a subject that begins or ends at a checkpoint.
   *
   * @param source gives what was seen of the whole so far
   * @param cut makes the part of it
   */
  static SeenSubject part(
      Subject of,
      Supplier<Measurement> source,
      UnaryOperator<MemorySnapshot> cut,
      AwaitedWork handedOver,
      String from,
      String checkpoint) {
    String quoted = "\"" + checkpoint + "\"";
    SeenSubject part =
        new SeenSubject(
            of.phrase() + " " + from + " " + quoted,
            of.path() + from + "(" + quoted + ").",
            of::asked,
            source,
            cut,
            handedOver);
    part.judgesLibraries = of.judgesLibraries();
    part.countedOnly = of.countedOnly();
    return part;
  }

  @Override
  public String phrase() {
    return phrase;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public void asked() {
    asked.run();
  }

  @Override
  public Optional<String> countedOnly() {
    return countedOnly;
  }

  @Override
  public boolean judgesLibraries() {
    return judgesLibraries;
  }

  @Override
  public void judgeLibraries() {
    if (look != null) {
      asked();
      throw new IllegalStateException(
          "judgingLibraries must stand before the first check of " + phrase);
    }
    judgesLibraries = true;
  }

  @Override
  public GrowthResult growth() {
    return seen()
        .flatMap(MemorySnapshot::growth)
        .orElseGet(() -> GrowthRulings.withoutRuns(phrase));
  }

  @Override
  public Optional<MemorySnapshot> seen() {
    return measurement(Ask.ALL).snapshot();
  }

  @Override
  public Measurement measurement(Ask ask) {
    AwaitedWork.Look known = look;
    if (known == null || known.early()) {
      known = handedOver.look(source, cut, ask);
      look = known;
    }
    return known.measured();
  }

  @Override
  public Measurement seenSoFar() {
    AwaitedWork.Look known = look;
    return known == null ? source.get().part(cut) : known.measured();
  }

  @Override
  public Optional<String> doubt(MemorySnapshot seen) {
    return handedOver.doubt(seen);
  }
}
