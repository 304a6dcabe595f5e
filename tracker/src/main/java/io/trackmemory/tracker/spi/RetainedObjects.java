package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.TypeStatistics;
import java.util.List;

/**
 * What some objects keep alive, or why it could not be told.
 *
 * @param types by type, most bytes first; sizes are shallow, headers and padding included, exact
 * @param uncertified why it could not be told, and what to do; empty where it could
 */
public record RetainedObjects(List<TypeStatistics> types, String uncertified) {

  /** Copies the list. */
  public RetainedObjects {
    types = List.copyOf(types);
  }

  /** It could not be told. */
  public static RetainedObjects uncertified(String causeAndAdvice) {
    return new RetainedObjects(List.of(), causeAndAdvice);
  }
}
