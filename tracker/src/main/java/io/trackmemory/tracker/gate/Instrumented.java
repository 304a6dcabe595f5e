package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.jdk.Need;
import io.trackmemory.tracker.site.ObjectSizes;
import io.trackmemory.tracker.site.SiteTable;
import java.lang.reflect.Executable;
import java.util.Collection;
import java.util.List;
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
  Map<String, ClassFailure> failures();

  /** What cannot be told as this JDK lacks something that is needed, with the reason. */
  Map<Need, String> unknown();

  /** The method that announces its calls by a number, as contracts are on them. */
  ContractMethod contractMethod(int number);

  /**
   * Whether a method of a class that was loaded before the agent came has calls that may run tasks,
   * which a frame of it from then goes on to make unseen.
   */
  boolean ranTasks(String className, String method);

  /** Methods that inherit contracts which cannot be checked, each with the reason. */
  List<ContractMethod> uncheckedContracts();

  /** Every class that is loaded now. */
  Class<?>[] loadedClasses();

  /** Marks the methods of test classes, each once; returns when all of them are marked. */
  void prepareTestClasses(Collection<? extends Class<?>> types);

  /** Number by which a method or constructor of a test class announces its body. */
  int number(Executable method);
}
