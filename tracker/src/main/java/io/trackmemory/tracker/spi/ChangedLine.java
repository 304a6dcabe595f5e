package io.trackmemory.tracker.spi;

/**
 * What is not as a baseline has it: of one type, in one method of the user's. One value that
 * message, page and JSON tell.
 *
 * @param typeName type allocated
 * @param location the lines that allocate now; where there are none any more, the method
 * @param countBefore objects that the baseline has, 0 if none
 * @param bytesBefore their bytes, in the layout that the baseline was measured in
 * @param count objects now, 0 if none
 * @param bytes their bytes
 * @param moreBytes by how many bytes that is more, in this JVM's layout; negative where it is less
 */
public record ChangedLine(
    String typeName,
    String location,
    long countBefore,
    long bytesBefore,
    long count,
    long bytes,
    long moreBytes) {

  /** How it changed. */
  public enum Kind {
    /** There was none of it. */
    NEW,
    /** There is none of it any more. */
    GONE,
    /** There is more or less of it. */
    CHANGED
  }

  /** How it changed. */
  public Kind kind() {
    if (countBefore == 0) {
      return Kind.NEW;
    }
    return count == 0 ? Kind.GONE : Kind.CHANGED;
  }
}
