package io.trackmemory.tracker.firstuse;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of many calls is wanted. No lambdas, no table: nothing but the one call may be linked
 * or initialised.
 */
final class Calls {

  /** Makes the call that is wanted, and gives what it gave. */
  @FunctionalInterface
  interface Group {
    Object call(Calls calls) throws Throwable;
  }

  private static final List<String> TITLES =
      List.of(
          "Language",
          "Text",
          "Formats",
          "Collections",
          "Streams",
          "Numbers, random ones, digests",
          "Dates and times",
          "Reflection",
          "Method handles",
          "Files and addresses",
          "Serialisation, compression, XML, logging",
          "Concurrency",
          "JDK 18 to 25: language",
          "JDK 18 to 25: collections and streams",
          "JDK 18 to 25: memory and native functions",
          "JDK 18 to 25: threads and scoped values",
          "JDK 18 to 25: text, numbers, dates, class files, keys");

  /** How many groups there are. */
  static final int GROUPS = TITLES.size();

  private final String wanted;
  private final @Nullable Group newer;
  private final List<String> asked = new ArrayList<>();

  private Calls(String wanted, @Nullable Group newer) {
    this.wanted = wanted;
    this.newer = newer;
  }

  static Calls of(int group, String name) throws ReflectiveOperationException {
    return new Calls(name, NewerCalls.isNewer(group) ? NewerCalls.load(group) : null);
  }

  static String title(int group) {
    return TITLES.get(group);
  }

  /** The names of a group's calls, in order. */
  static List<String> names(int group) throws Throwable {
    if (NewerCalls.isNewer(group)) {
      return NewerCalls.names(group);
    }
    Calls none = new Calls("", null);
    none.in(group);
    return none.asked;
  }

  /** The group that has a call of that name. */
  static int groupOf(String name) throws Throwable {
    for (int group = 0; group < GROUPS; group++) {
      if (names(group).contains(name)) {
        return group;
      }
    }
    throw new IllegalArgumentException("call must be one of a group: " + name);
  }

  /** Makes the call, one of that group's. */
  Object in(int group) throws Throwable {
    return switch (group) {
      case 0 -> LanguageCalls.call(this);
      case 1 -> TextCalls.call(this);
      case 2 -> FormatCalls.call(this);
      case 3 -> CollectionCalls.call(this);
      case 4 -> StreamCalls.call(this);
      case 5 -> NumberCalls.call(this);
      case 6 -> TimeCalls.call(this);
      case 7 -> ReflectionCalls.call(this);
      case 8 -> HandleCalls.call(this);
      case 9 -> FileCalls.call(this);
      case 10 -> DataCalls.call(this);
      case 11 -> ConcurrentCalls.call(this);
      default -> requireNonNull(newer).call(this);
    };
  }

  boolean is(String name) {
    if (wanted.isEmpty()) {
      asked.add(name);
      return false;
    }
    return wanted.equals(name);
  }

  /** After the last call of a group. */
  Object none() {
    if (wanted.isEmpty()) {
      return this;
    }
    throw new IllegalArgumentException("call must be one of the group: " + wanted);
  }
}
