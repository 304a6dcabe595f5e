package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.record.SiteOwner;
import io.trackmemory.tracker.record.TypeNames;
import java.util.HashMap;
import java.util.Map;

/** What is known of the class that is being rewritten. */
final class ClassContext {

  final String name;
  final SiteOwner.Pass pass;
  private final Map<String, String> typeNames = new HashMap<>();

  ClassContext(String name, SiteOwner.Pass pass) {
    this.name = name;
    this.pass = pass;
  }

  String typeName(String internalName) {
    return typeNames.computeIfAbsent(internalName, TypeNames::ofInternal);
  }

  boolean isWorkerLoop(String method) {
    return method.equals("runWorker") && name.equals("java/util/concurrent/ThreadPoolExecutor");
  }
}
