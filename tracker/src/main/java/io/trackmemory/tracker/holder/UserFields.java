package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.jdk.GeneratedNames;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Fields that somebody wrote into the user's own code, captured variables of its lambdas among
 * them; not those of proxies, which have fields of a library's. For one thread.
 */
final class UserFields {

  private final Predicate<String> userClass;
  private final Map<String, Boolean> known = new HashMap<>();

  UserFields(Predicate<String> userClass) {
    this.userClass = userClass;
  }

  boolean contains(Edge edge) {
    return (edge.kind() == Edge.Kind.FIELD || edge.kind() == Edge.Kind.STATIC_FIELD)
        && isOf(edge.ownerName());
  }

  private boolean isOf(String className) {
    return known.computeIfAbsent(
        className, name -> !GeneratedNames.isStandIn(name) && userClass.test(name));
  }
}
