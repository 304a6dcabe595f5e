package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.spi.Settings;

/**
 * Why a class is not counted, and what to do.
 *
 * @param reason as it stands in brackets behind the class
 * @param remedy what the user can do
 */
public record ClassFailure(String reason, String remedy) {

  /** Of a class that the user may leave out. */
  public static ClassFailure excludable(String reason) {
    return new ClassFailure(
        reason, "exclude it with " + Settings.EXCLUDE.key() + " if it does not matter");
  }

  /** As a part of a sentence. */
  String of(String className) {
    return "class " + className + " could not be instrumented (" + reason + "); " + remedy;
  }
}
