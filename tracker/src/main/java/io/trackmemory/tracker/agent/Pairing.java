package io.trackmemory.tracker.agent;

/** How the objects of a method are followed: what instruction has made which is constructed. */
enum Pairing {
  /** By {@link MethodRewriter}, as instructions nest in the order of the code. */
  NESTED,
  /** By an {@link UnevenWriter}, which tracks each object. */
  TRACKED,
  /** Not at all: what makes one says so when it runs. */
  NONE
}
