package io.trackmemory.tracker;

import java.util.List;
import java.util.OptionalLong;

/**
 * When garbage collections ran, whoever caused them: of the whole JVM, from the opening of a scope
 * to its end, pauses and what TrackMemory asked for included. For reading only: no check asks.
 *
 * @param moments those whose moment is known, in order
 * @param missing how many more there were: the JVM tells them a moment late, and only the latest
 *     1,000 are kept; empty where the JVM tells none at all
 */
public record CollectionMoments(List<CollectionMoment> moments, OptionalLong missing) {

  /** Where the JVM tells none. */
  public static final CollectionMoments NOT_AVAILABLE =
      new CollectionMoments(List.of(), OptionalLong.empty());

  /** Copies the list. */
  public CollectionMoments {
    moments = List.copyOf(moments);
  }
}
