package io.trackmemory.tracker;

/** What a thread did with the tasks of a scope, as measured. */
public enum ThreadRole {
  /** Handed tasks or threads over, and ran none. */
  PRODUCER,
  /** Ran what others had handed over, and handed nothing on. */
  CONSUMER,
  /** Ran what others had handed over, and handed more over. */
  WORKER,
  /** Had to do with no task. */
  NONE
}
