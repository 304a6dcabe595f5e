package io.trackmemory.tracker.jdk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule about a method, a field or a class of the JDK. All names are internal ones; {@code *} in
 * any of them stands for any characters.
 *
 * <p>Versions say where it has to be found, not where it is looked for: a vendor's JDK may have it
 * earlier or longer.
 *
 * @param use what the rule is for
 * @param kind what is named
 * @param owner the class: {@code java/lang/Thread}
 * @param name of the method or field; empty for a class
 * @param descriptor of a method; empty where every method of that name is meant
 * @param versions where it is
 * @param platform where it is
 * @param need what cannot be told without it; null where a verdict does not depend on it
 * @param witness the class that tells whether it is there: the owner, or where that is a pattern
 *     one of those that match, or an interface of theirs
 */
public record JdkMember<T>(
    T use,
    Kind kind,
    String owner,
    String name,
    String descriptor,
    JdkVersions versions,
    Platform platform,
    @Nullable Need need,
    String witness) {

  /** What is named. */
  public enum Kind {
    /** A method, native ones and constructors included. */
    METHOD,
    /** A field. */
    FIELD,
    /** A class. */
    CLASS
  }

  /**
   * Rules about methods and classes, one a line; lines that begin with {@code #} are comments.
   *
   * <p>A row is {@code use: owner.name(descriptor)}, or {@code owner} for a class, with or without
   * use; then {@code neededFor HEAP}, {@code in java/lang/Thread} for the witness, {@code since
   * 18}, {@code until 20}, {@code on LINUX}, as far as they apply; {@code jdk none} says that it is
   * not the JDK's.
   */
  static List<JdkMember<String>> read(String rows) {
    List<JdkMember<String>> members = new ArrayList<>();
    for (String line : rows.split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        members.add(row(line));
      }
    }
    return members;
  }

  private static JdkMember<String> row(String row) {
    int use = row.indexOf(": ");
    String[] words = row.substring(use < 0 ? 0 : use + 2).split(" ", -1);
    String name = use < 0 ? "" : row.substring(0, use);
    JdkMember<String> member =
        words[0].indexOf('.') < 0 ? type(name, words[0]) : method(name, words[0]);
    for (int i = 1; i < words.length; i += 2) {
      member = member.with(words[i], words[i + 1]);
    }
    return member;
  }

  private JdkMember<T> with(String what, String value) {
    return switch (what) {
      case "neededFor" -> neededFor(Need.valueOf(value));
      case "in" -> neededFor(need, value);
      case "since" -> since(Integer.parseInt(value));
      case "until" -> until(Integer.parseInt(value));
      case "on" -> on(Platform.valueOf(value));
      case "jdk" -> in(JdkVersions.NONE);
      default -> throw new IllegalArgumentException(what + " is no part of a rule: " + this);
    };
  }

  /** The same for something else. */
  <U> JdkMember<U> withUse(U other) {
    return new JdkMember<>(other, kind, owner, name, descriptor, versions, platform, need, witness);
  }

  /** A method: {@code java/lang/Thread.start()V}, or without descriptor where that tells enough. */
  public static <T> JdkMember<T> method(T use, String method) {
    int end = method.indexOf('(') < 0 ? method.length() : method.indexOf('(');
    int dot = method.lastIndexOf('.', end);
    return named(
        use,
        Kind.METHOD,
        method.substring(0, dot),
        method.substring(dot + 1, end),
        method.substring(end));
  }

  /** A field: {@code java/lang/Thread.name}. */
  public static <T> JdkMember<T> field(T use, String field) {
    int dot = field.lastIndexOf('.');
    return named(use, Kind.FIELD, field.substring(0, dot), field.substring(dot + 1), "");
  }

  /** A class: {@code java/lang/Thread}. */
  public static <T> JdkMember<T> type(T use, String name) {
    return named(use, Kind.CLASS, name, "", "");
  }

  private static <T> JdkMember<T> named(
      T use, Kind kind, String owner, String name, String descriptor) {
    return new JdkMember<>(
        use, kind, owner, name, descriptor, JdkVersions.ALL, Platform.ANY, null, owner);
  }

  /** The same, from a version on. */
  public JdkMember<T> since(int first) {
    return in(new JdkVersions(first, versions.last()));
  }

  /** The same, up to a version. */
  public JdkMember<T> until(int last) {
    return in(new JdkVersions(versions.first(), last));
  }

  /** The same, in some versions. */
  public JdkMember<T> in(JdkVersions some) {
    return new JdkMember<>(use, kind, owner, name, descriptor, some, platform, need, witness);
  }

  /** The same, on some platforms. */
  public JdkMember<T> on(Platform some) {
    return new JdkMember<>(use, kind, owner, name, descriptor, versions, some, need, witness);
  }

  /** The same, of which something depends that cannot be told without it. */
  public JdkMember<T> neededFor(Need what) {
    return neededFor(what, owner);
  }

  /** The same, where the owner is a pattern: with the class that tells whether it is there. */
  public JdkMember<T> neededFor(@Nullable Need what, String where) {
    return new JdkMember<>(use, kind, owner, name, descriptor, versions, platform, what, where);
  }

  /** Whether it has to be found in a JDK. */
  public boolean isOf(int feature, String osName) {
    return versions.include(feature) && platform.includes(osName);
  }

  /** Whether something is the one, or one of those, that is named, given that its owner is. */
  public boolean names(Kind named, String memberName, String memberDescriptor) {
    return kind == named
        && Glob.matches(name, memberName)
        && (descriptor.isEmpty() || Glob.matches(descriptor, memberDescriptor));
  }

  static boolean isPattern(String name) {
    return name.indexOf('*') >= 0;
  }

  /** As messages have it: {@code java.lang.Thread.start()V}. */
  @Override
  public String toString() {
    String member = name.isEmpty() ? "" : "." + name;
    return owner.replace('/', '.') + member + descriptor;
  }
}
