package io.trackmemory.tracker.record;

import java.lang.reflect.Executable;
import java.util.Map;

/** The agent, as the recording side sees it. Any thread may call it. */
public interface Instrumented {

  /** The recorder. */
  Gate gate();

  /** All sites. */
  SiteTable sites();

  /** Sizes of objects. */
  ObjectSizes sizes();

  /** Shallow size of an object or array in bytes. */
  long sizeOf(Object object);

  /** Classes that could not be rewritten, with the reason. */
  Map<String, String> failures();

  /** Every class that is loaded now. */
  Class<?>[] loadedClasses();

  /** Marks the methods of a test class, once. */
  void prepareTestClass(Class<?> type);

  /** Number by which a method of a test class announces its body. */
  int number(Executable method);
}
