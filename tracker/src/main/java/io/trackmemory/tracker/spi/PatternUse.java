package io.trackmemory.tracker.spi;

/**
 * How often a pattern of {@code trackmemory.leaks.ignore} was of use in this JVM.
 *
 * @param pattern as it was written
 * @param checks leak checks that it was in force for and that could be made
 * @param objects survivors that it set apart in them
 * @param behind survivors behind what it names that it did not set apart, as the chain goes on into
 *     the user's own code
 */
public record PatternUse(String pattern, long checks, long objects, long behind) {

  /** Of both together. */
  public PatternUse plus(PatternUse other) {
    return new PatternUse(
        pattern, checks + other.checks, objects + other.objects, behind + other.behind);
  }

  /** Since another one. */
  public PatternUse minus(PatternUse before) {
    return new PatternUse(
        pattern, checks - before.checks, objects - before.objects, behind - before.behind);
  }
}
