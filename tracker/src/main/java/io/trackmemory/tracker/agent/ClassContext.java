package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import io.trackmemory.tracker.jdk.MethodRules;
import io.trackmemory.tracker.jdk.NativeRules;
import io.trackmemory.tracker.jdk.TaskRules;
import io.trackmemory.tracker.site.SiteOwner;
import io.trackmemory.tracker.site.TypeNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the class that is being rewritten. */
final class ClassContext {

  final String name;
  final SiteOwner.Pass pass;

  /** Its constructor counts what is made, as nothing else does. */
  final boolean countsItself;

  /** Methods, by name and descriptor, whose objects cannot be followed as was tried. */
  final Set<String> uneven = new HashSet<>();

  private final Set<String> natives;
  private final @Nullable Set<String> runners;
  private final Map<String, String> typeNames = new HashMap<>();

  /**
   * Of a class.
   *
   * @param runners where methods that may run tasks are noted; null if that is of no interest
   */
  ClassContext(
      String name,
      SiteOwner.Pass pass,
      Set<String> natives,
      boolean countsItself,
      @Nullable Set<String> runners) {
    this.runners = runners;
    this.countsItself = countsItself;
    this.name = name;
    this.pass = pass;
    this.natives = natives;
  }

  /** The cause as which a call in this class is measured; null if it is not. */
  @Nullable Cause nativeCause(String owner, String method, String descriptor) {
    return NativeRules.cause(owner, method, descriptor, owner.equals(name), natives);
  }

  String typeName(String internalName) {
    String known = typeNames.get(internalName);
    if (known == null) {
      known = TypeNames.ofInternal(internalName);
      typeNames.put(internalName, known);
    }
    return known;
  }

  /** The hook that runs a task instead of a call in a method; null if it calls something else. */
  @Nullable String runHook(
      String method, String descriptor, String owner, String called, String calledDescriptor) {
    String hook =
        called.equals("run") ? MethodRules.runHook(name, method, descriptor, owner) : null;
    if (hook != null) {
      return hook;
    }
    hook = TaskRules.hook(name, owner, called, calledDescriptor);
    if (hook != null && runners != null) {
      runners.add(name + "." + method);
    }
    return hook;
  }
}
