package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.Optional;
import java.util.function.Function;
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
  private final TrackerAccess tracker;
  /* Whether what is done now is in it, while that goes on of which it is. */
  private boolean isOpenEnded = true;
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
    this.tracker = handedOver.tracker();
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
    SeenSubject part =
        part(this, source, whole -> further.apply(cut.apply(whole)), handedOver, from, checkpoint);
    part.isOpenEnded &= isOpenEnded;
    return part;
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
    part.isOpenEnded = from.equals("since");
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
  public Ruling again(
      Ask ask, Injection injection, Object expected, Function<MemorySnapshot, Ruling> question) {
    MemorySnapshot before = source.get().snapshot().orElseThrow();
    if (isSame(before)) {
      return new Ruling.Uncertified(
          phrase
              + " is over, and nothing can be added to it; ask an action, or a scope that is open",
          expected);
    }
    return tracker.inject(
        injection, () -> judge(source.get().part(cut), expected, question), expected);
  }

  /* One that is over gives the same each time. */
  @SuppressWarnings("ReferenceEquality") // the very one, however alike others are
  private boolean isSame(MemorySnapshot before) {
    return source.get().snapshot().orElseThrow() == before || !isOpenEnded;
  }

  @Override
  public Optional<String> doubt(MemorySnapshot seen) {
    return handedOver.doubt(seen);
  }
}
