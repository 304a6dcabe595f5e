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
  private final HandedOver handedOver;
  private HandedOver.@Nullable Look look;

  /**
   * Of a part.
   *
   * @param source gives what was seen of the whole so far
   * @param cut makes the part of it
   */
  SeenSubject(
      String phrase,
      String path,
      Runnable asked,
      Supplier<Measurement> source,
      UnaryOperator<MemorySnapshot> cut,
      HandedOver handedOver) {
    this.phrase = phrase;
    this.path = path;
    this.asked = asked;
    this.source = source;
    this.cut = cut;
    this.handedOver = handedOver;
  }

  /** A part of it. */
  SeenSubject part(String from, String checkpoint, UnaryOperator<MemorySnapshot> further) {
    return part(
        this, source, whole -> further.apply(cut.apply(whole)), handedOver, from, checkpoint);
  }

  static SeenSubject part(
      Subject of,
      Supplier<Measurement> source,
      UnaryOperator<MemorySnapshot> cut,
      HandedOver handedOver,
      String from,
      String checkpoint) {
    String quoted = "\"" + checkpoint + "\"";
    return new SeenSubject(
        of.phrase() + " " + from + " " + quoted,
        of.path() + from + "(" + quoted + ").",
        of::asked,
        source,
        cut,
        handedOver);
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
    HandedOver.Look known = look;
    if (known == null || known.early()) {
      known = handedOver.look(source, cut, ask);
      look = known;
    }
    return known.measured();
  }

  @Override
  public Measurement seenSoFar() {
    HandedOver.Look known = look;
    return known == null ? source.get().part(cut) : known.measured();
  }

  @Override
  public Optional<String> doubt(MemorySnapshot seen) {
    return handedOver.doubt(seen);
  }
}
