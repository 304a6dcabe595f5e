package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.ByteSize;

/**
 * Errors that TrackMemory throws at an allocation as the JVM does where there is no memory, and
 * what they say. Any thread may ask.
 */
public final class OnPurpose {

  private static final String BY_BUDGET = "the budget of ";
  private static final String OURS = " of TrackMemory ";
  private static final String BY_NUMBER = "TrackMemory lets allocation ";

  private OnPurpose() {}

  /** That a budget is the reason, to be followed by what it does not allow. */
  public static String byBudget(ByteSize budget) {
    return BY_BUDGET + budget + OURS;
  }

  /** That an allocation fails by its number, to be followed by what it is. */
  public static String byNumber(long number) {
    return BY_NUMBER + number + " of the action fail on purpose, ";
  }

  /** Whether TrackMemory has thrown an error, and not the JVM. */
  public static boolean isThrown(OutOfMemoryError error) {
    String message = String.valueOf(error.getMessage());
    return message.startsWith(BY_NUMBER)
        || (message.startsWith(BY_BUDGET) && message.contains(OURS));
  }
}
