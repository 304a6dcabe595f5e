package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A scope, a snapshot or a part of one: what others measured. */
final class SeenSubject implements Subject {

  private final String phrase;
  private final String path;
  private final Runnable asked;
  private final Supplier<Measurement> source;
  private @Nullable Measurement measurement;

  SeenSubject(String phrase, String path, Runnable asked, Supplier<Measurement> source) {
    this.phrase = phrase;
    this.path = path;
    this.asked = asked;
    this.source = source;
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
    return measurement(false).snapshot();
  }

  @Override
  public Measurement measurement(boolean counterOnly) {
    Measurement known = measurement;
    if (known == null) {
      known = source.get();
      measurement = known;
    }
    return known;
  }
}
