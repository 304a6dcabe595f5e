package io.trackmemory.tracker.jdk;

import io.trackmemory.tracker.jdk.JdkMember.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of the things that are needed the JDK that runs has. Told of the members of each class that
 * is concerned; what was not told of by the end is missing. Any thread may tell, inside a
 * transformer too.
 */
public final class NeededMembers {

  private final Map<String, List<JdkMember<?>>> byWitness = new HashMap<>();
  /* By identity: the hash code of a record would be linked, perhaps inside the transformer. */
  private final Set<JdkMember<?>> unseen = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Every rule about the JDK that rewriting follows. */
  public static List<JdkMember<?>> ofRewriting() {
    List<JdkMember<?>> rules = new ArrayList<>(OffHeapRules.OWNERS);
    rules.addAll(OffHeapRules.TAKERS);
    rules.addAll(NativeRules.REFLECTIVE);
    for (MemberTable<?> table :
        List.of(
            MethodRules.SPANS,
            MethodRules.RUNNING,
            CacheRules.FILLS,
            CacheRules.LOOKUPS,
            CallRules.CALLS,
            ChanceRules.METHODS,
            ChanceRules.PARTS,
            LinkRules.LINKS,
            NativeRules.NAMED,
            OffHeapRules.CALLS,
            OffHeapRules.METHODS)) {
      rules.addAll(table.members());
    }
    return rules;
  }

  /**
   * Selects those that a JDK must have.
   *
   * @param members rules, needed or not
   * @param feature the JDK's feature version
   * @param osName the system property {@code os.name}
   */
  public NeededMembers(Iterable<? extends JdkMember<?>> members, int feature, String osName) {
    for (JdkMember<?> member : members) {
      if (member.need() != null && member.isOf(feature, osName)) {
        List<JdkMember<?>> same = byWitness.getOrDefault(member.witness(), new ArrayList<>());
        byWitness.put(member.witness(), same);
        same.add(member);
        unseen.add(member);
      }
    }
  }

  /** Whether a class has to have some of them. */
  public boolean concerns(String className) {
    return byWitness.containsKey(className);
  }

  /** The classes that have to have some, not all of which were seen. */
  public synchronized Set<String> unseenClasses() {
    Set<String> classes = new TreeSet<>();
    for (JdkMember<?> member : unseen) {
      classes.add(member.witness());
    }
    return classes;
  }

  /** Notes what is there: a class, or a field or method that it has. */
  public synchronized void sees(Kind kind, String className, String name, String descriptor) {
    for (JdkMember<?> member : byWitness.getOrDefault(className, List.of())) {
      if (member.names(kind, name, descriptor)) {
        unseen.remove(member);
      }
    }
  }

  /** What cannot be told as something is missing, each with the reason and what to do. */
  public synchronized Map<Need, String> doubts(Runtime.Version jdk) {
    Map<Need, List<String>> missing = new EnumMap<>(Need.class);
    for (JdkMember<?> member : unseen) {
      if (member.need() != null) {
        List<String> same = missing.getOrDefault(member.need(), new ArrayList<>());
        missing.put(member.need(), same);
        same.add(member.toString());
      }
    }
    Map<Need, String> doubts = new EnumMap<>(Need.class);
    for (Map.Entry<Need, List<String>> each : missing.entrySet()) {
      doubts.put(each.getKey(), doubt(jdk, each.getKey(), each.getValue()));
    }
    return doubts;
  }

  private static String doubt(Runtime.Version jdk, Need need, List<String> missing) {
    missing.sort(null);
    int feature = jdk.feature();
    boolean newer = feature > JdkVersions.NEWEST_TESTED;
    return "this JDK ("
        + (newer ? String.valueOf(feature) : jdk.toString())
        + ") is not known to this version of TrackMemory: "
        + need.what()
        + " relies on "
        + String.join(", ", missing)
        + ", which it does not have; use a version of TrackMemory that knows it, or a JDK from "
        + JdkVersions.OLDEST_TESTED
        + " to "
        + JdkVersions.NEWEST_TESTED;
  }
}
