package io.trackmemory.dsl;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A scope, a snapshot or a part of one: what others measured. */
final class SeenSubject implements Subject {

  private final String phrase;
  private final String path;
  private final Supplier<Measurement> source;
  private @Nullable Measurement measurement;

  SeenSubject(String phrase, String path, Supplier<Measurement> source) {
    this.phrase = phrase;
    this.path = path;
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
  public Measurement measurement(boolean counterOnly) {
    Measurement known = measurement;
    if (known == null) {
      known = source.get();
      measurement = known;
    }
    return known;
  }
}
