package io.trackmemory.dsl.baseline;

/**
 * What is not as it is stored, of one type in one method.
 *
 * @param typeName the type
 * @param method the method, or what stands for one
 * @param countBefore objects stored; 0 where there is no such line
 * @param bytesBefore their bytes
 * @param count objects seen; 0 where there are none
 * @param bytes their bytes
 * @param moreBytes by how many bytes it is more than what is stored, or than that comes to in this
 *     JVM's layout; negative where it is less
 * @param off how many bytes it is off, in whatever direction; of another number of objects at least
 *     their own
 */
public record LineDifference(
    String typeName,
    String method,
    long countBefore,
    long bytesBefore,
    long count,
    long bytes,
    long moreBytes,
    long off) {

  /** Whether there was nothing of it. */
  public boolean isNew() {
    return countBefore == 0;
  }

  /** Whether there is nothing of it any more. */
  public boolean isGone() {
    return count == 0;
  }
}
