package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.Leak;
import java.util.Optional;

/** What became of the object that a reference refers to. */
public sealed interface ReferenceFate {

  /** It is gone. */
  record Collected() implements ReferenceFate {}

  /**
   * That could not be told.
   *
   * @param cause why, and what to do, without a final full stop
   */
  record Uncertified(String cause) implements ReferenceFate {}

  /**
   * It is alive.
   *
   * @param typeName its type
   * @param why why it lives although nothing holds it strongly beyond running methods, else the
   *     empty string
   * @param shallowBytes its own size in bytes, 0 where that could not be told
   * @param holder what holds it, without objects of its own; empty where that could not be told
   * @param unexplained why it could not, and what to do, else the empty string
   */
  record Alive(
      String typeName, String why, long shallowBytes, Optional<Leak> holder, String unexplained)
      implements ReferenceFate {}
}
