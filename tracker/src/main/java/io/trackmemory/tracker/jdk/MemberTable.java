package io.trackmemory.tracker.jdk;

import io.trackmemory.tracker.jdk.JdkMember.Kind;
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
  private final Map<String, Map<String, List<JdkMember<T>>>> byOwner = new HashMap<>();
  private final Map<String, List<JdkMember<T>>> ofSomeOwners = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private boolean hasPatterns; // of names

  /** Of rules for one method one for this JDK is taken, if there is any. */
  MemberTable(List<JdkMember<T>> members) {
    this.members = List.copyOf(members);
    String osName = System.getProperty("os.name", "");
    List<JdkMember<T>> ofOthers = new ArrayList<>();
    for (JdkMember<T> member : members) {
      if (member.isOf(Runtime.version().feature(), osName)) {
        add(member);
      } else {
        ofOthers.add(member);
      }
    }
    for (JdkMember<T> member : ofOthers) {
      add(member);
    }
  }

  private void add(JdkMember<T> member) {
    names.add(member.name());
    Map<String, List<JdkMember<T>>> byName = ofSomeOwners;
    if (!JdkMember.isPattern(member.owner())) {
      byName = byOwner.getOrDefault(member.owner(), new HashMap<>());
      byOwner.put(member.owner(), byName);
    }
    boolean pattern = JdkMember.isPattern(member.name());
    hasPatterns |= pattern;
    String key = pattern ? SOME : member.name();
    List<JdkMember<T>> rows = byName.getOrDefault(key, new ArrayList<>());
    byName.put(key, rows);
    rows.add(member);
  }

  /** A table of rows that are all for the same, as {@link JdkMember#read} takes them. */
  static <T> MemberTable<T> allFor(T use, String rows) {
    List<JdkMember<T>> members = new ArrayList<>();
    for (JdkMember<String> row : JdkMember.read(rows)) {
      members.add(row.withUse(use));
    }
    return new MemberTable<>(members);
  }

  /** A table of rows whose uses are constants of an enum. */
  static <E extends Enum<E>> MemberTable<E> of(Class<E> uses, String rows) {
    List<JdkMember<E>> members = new ArrayList<>();
    for (JdkMember<String> row : JdkMember.read(rows)) {
      members.add(row.withUse(Enum.valueOf(uses, row.use())));
    }
    return new MemberTable<>(members);
  }

  /** A table of rows whose uses are several words, between commas. */
  static MemberTable<Set<String>> ofWords(String rows) {
    List<JdkMember<Set<String>>> members = new ArrayList<>();
    for (JdkMember<String> row : JdkMember.read(rows)) {
      members.add(row.withUse(Set.of(row.use().split(", ", -1))));
    }
    return new MemberTable<>(members);
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
    if (!hasPatterns && !names.contains(name)) {
      return null; // most end here
    }
    T use = null;
    Map<String, List<JdkMember<T>>> byName = byOwner.get(owner);
    if (byName != null) {
      use = first(byName.get(name), owner, name, descriptor);
      if (use == null) {
        use = first(byName.get(SOME), owner, name, descriptor);
      }
    }
    return use == null ? first(ofSomeOwners.get(name), owner, name, descriptor) : use;
  }

  private static <T> @Nullable T first(
      @Nullable List<JdkMember<T>> rows, String owner, String name, String descriptor) {
    for (int i = 0; rows != null && i < rows.size(); i++) {
      JdkMember<T> row = rows.get(i);
      if (row.names(Kind.METHOD, name, descriptor) && Glob.matches(row.owner(), owner)) {
        return row.use();
      }
    }
    return null;
  }
}
