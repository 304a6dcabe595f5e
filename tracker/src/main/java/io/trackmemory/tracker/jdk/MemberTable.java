package io.trackmemory.tracker.jdk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules about methods, to be asked for each method of each class: two or three hash lookups, and
 * nothing is allocated. Not changed once made; any thread may ask, inside a transformer too.
 */
public final class MemberTable<T> {

  private static final String SOME = "*";

  private final List<JdkMember<T>> members;
  private final Map<String, Map<String, Rows<T>>> byOwner = new HashMap<>();
  private final Map<String, Rows<T>> ofSomeOwners = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  /* Rules for one name, or for patterns of names. */
  private static final class Rows<T> {
    private final List<JdkMember<T>> members = new ArrayList<>();
    private final List<Glob> owners = new ArrayList<>();
    private final List<Glob> names = new ArrayList<>();
    private final List<Glob> descriptors = new ArrayList<>();

    void add(JdkMember<T> member) {
      members.add(member);
      owners.add(Glob.of(member.owner()));
      names.add(Glob.of(member.name()));
      descriptors.add(Glob.of(member.descriptor().isEmpty() ? "*" : member.descriptor()));
    }

    @Nullable T first(String owner, String name, String descriptor) {
      for (int i = 0; i < members.size(); i++) {
        if (descriptors.get(i).matches(descriptor)
            && names.get(i).matches(name)
            && owners.get(i).matches(owner)) {
          return members.get(i).use();
        }
      }
      return null;
    }
  }

  private MemberTable(List<JdkMember<T>> members) {
    this.members = members;
    for (JdkMember<T> member : inOrder(members)) {
      names.add(member.name());
      boolean patternOfNames = JdkMember.isPattern(member.name());
      Map<String, Rows<T>> byName = ofSomeOwners;
      if (!JdkMember.isPattern(member.owner())) {
        byName = byOwner.getOrDefault(member.owner(), new HashMap<>());
        byOwner.put(member.owner(), byName);
      }
      String key = patternOfNames ? SOME : member.name();
      Rows<T> rows = byName.getOrDefault(key, new Rows<>());
      byName.put(key, rows);
      rows.add(member);
    }
  }

  private static <T> List<JdkMember<T>> inOrder(List<JdkMember<T>> members) {
    String osName = System.getProperty("os.name", "");
    List<JdkMember<T>> ofThisJdk = new ArrayList<>();
    List<JdkMember<T>> ofOthers = new ArrayList<>();
    for (JdkMember<T> member : members) {
      (member.isOf(Runtime.version().feature(), osName) ? ofThisJdk : ofOthers).add(member);
    }
    ofThisJdk.addAll(ofOthers);
    return ofThisJdk;
  }

  /** A table; of rules for one method one for this JDK is taken, if there is any. */
  @SafeVarargs
  public static <T> MemberTable<T> of(JdkMember<T>... members) {
    List<JdkMember<T>> all = new ArrayList<>();
    for (JdkMember<T> member : members) {
      all.add(member);
    }
    return new MemberTable<>(List.copyOf(all));
  }

  /** The rules. */
  public List<JdkMember<T>> members() {
    return members;
  }

  /** The classes that are named; those that are patterns are not among them. */
  public Set<String> owners() {
    return Set.copyOf(byOwner.keySet());
  }

  /** Whether a rule has this name, of a method; patterns aside. */
  public boolean hasName(String name) {
    return names.contains(name);
  }

  /** What the rule for a method is for; null where there is none. */
  public @Nullable T of(String owner, String name, String descriptor) {
    T use = null;
    Map<String, Rows<T>> byName = byOwner.get(owner);
    if (byName != null) {
      use = first(byName, name, owner, name, descriptor);
      if (use == null) {
        use = first(byName, SOME, owner, name, descriptor);
      }
    }
    if (use == null && !ofSomeOwners.isEmpty()) {
      use = first(ofSomeOwners, name, owner, name, descriptor);
    }
    return use;
  }

  private static <T> @Nullable T first(
      Map<String, Rows<T>> byName, String key, String owner, String name, String descriptor) {
    Rows<T> rows = byName.get(key);
    return rows == null ? null : rows.first(owner, name, descriptor);
  }
}
