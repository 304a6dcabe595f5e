package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.jdk.CacheRules;
import io.trackmemory.tracker.jdk.JdkMember;
import java.util.List;
import java.util.Set;

/** Shows the rules of the agent to tests elsewhere. */
public final class RewritingRules {

  private RewritingRules() {}

  public static List<JdkMember<?>> all() {
    return AgentRules.all();
  }

  /** Methods that look something up, with the marks of {@code LookupWriter}. */
  public static List<JdkMember<Set<String>>> lookups() {
    return CacheRules.LOOKUPS.members();
  }
}
