package io.trackmemory.tracker.jdk;

/**
 * Feature versions of the JDK.
 *
 * @param first the oldest
 * @param last the newest, {@link Integer#MAX_VALUE} where none is known to differ
 */
public record JdkVersions(int first, int last) {

  /** The oldest JDK that is supported, and that tests run on. */
  public static final int OLDEST_TESTED = 17;

  /** The newest JDK that tests run on. */
  public static final int NEWEST_TESTED = 25;

  /** All of them. */
  public static final JdkVersions ALL = new JdkVersions(OLDEST_TESTED, Integer.MAX_VALUE);

  /** None: what is named is not of the JDK, or the JVM has it in no class file. */
  public static final JdkVersions NONE = new JdkVersions(0, 0);

  /** Whether a version is one of them. */
  public boolean include(int feature) {
    return first <= feature && feature <= last;
  }
}
