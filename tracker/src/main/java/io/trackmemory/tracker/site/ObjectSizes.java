package io.trackmemory.tracker.site;

/** Shallow sizes in this JVM's object layout. */
@FunctionalInterface
public interface ObjectSizes {

  /** Size in bytes of an object of a class that is not an array class. */
  int of(Class<?> type) throws ClassNotFoundException;
}
