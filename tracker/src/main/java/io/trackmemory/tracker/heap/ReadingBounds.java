package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.ByteSize;

/** How much time and memory the search through a heap dump may take. */
final class ReadingBounds {

  /** What reading and searching take at most for an object, measured on heaps of small objects. */
  private static final long BYTES_PER_OBJECT = 64;

  private static final long BYTES_PER_REFERENCE = 8;

  private static final int OBJECTS_BETWEEN_CHECKS = 1 << 13;

  private final Deadline deadline;

  /** At the start, when a full collection has just run. */
  private final long leftBytes;

  ReadingBounds(Deadline deadline) {
    Runtime jvm = Runtime.getRuntime();
    this.deadline = deadline;
    this.leftBytes = jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory();
  }

  /** Called for each object that is read, with how many there were. */
  void afterObject(int objects) throws BoundExceededException {
    if (objects % OBJECTS_BETWEEN_CHECKS == 0) {
      deadline.check();
      checkMemory(objects, 0);
    }
  }

  /**
   * Fails before memory runs out, which would hit other threads of the tests as well.
   *
   * @param objects as many as are known so far
   * @param references likewise
   */
  void checkMemory(long objects, long references) throws BoundExceededException {
    long neededBytes = objects * BYTES_PER_OBJECT + references * BYTES_PER_REFERENCE;
    if (neededBytes > leftBytes) {
      throw new BoundExceededException(
          "to follow the references of "
              + objects
              + " live objects or more takes "
              + ByteSize.ofBytes(neededBytes)
              + ", and this JVM has "
              + ByteSize.ofBytes(leftBytes)
              + " left; give it more with -Xmx, or test with less live data");
    }
  }
}
