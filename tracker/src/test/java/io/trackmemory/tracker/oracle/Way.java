package io.trackmemory.tracker.oracle;

import io.trackmemory.tracker.ThrowingRunnable;

/**
 * One way to allocate.
 *
 * @param name unique, without blanks
 * @param count objects that the code makes as written, -1 where the JDK's version decides
 * @param action run again and again, the same each time
 * @param kind what can be asked of it
 */
record Way(String name, long count, ThrowingRunnable action, Kind kind) {

  enum Kind {
    /** The same in its first run and in any later one, and the JVM counts the same bytes. */
    EXACT,
    /** The JDK keeps something from the first runs: compared once warm. */
    ONCE_WARM,
    /** The same in any run, but the VM itself makes more, such as stack traces. */
    WITH_VM_OBJECTS,
    /** The JIT compiler replaces a method by code that makes fewer objects; counted are those. */
    REPLACED
  }
}
