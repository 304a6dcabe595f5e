package io.trackmemory.tracker.firstuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code docs/first-use.md}: every call in a fresh JVM of its own, for each of some JDKs. A
 * call that is not the same each time needs a reason in {@link Reasons}.
 */
final class FirstUseMain {

  private FirstUseMain() {}

  /** Arguments: the page, folders of JDKs. */
  public static void main(String[] arguments) throws Throwable {
    List<CallJvm> jvms = new ArrayList<>();
    for (String home : List.of(arguments).subList(1, arguments.length)) {
      jvms.add(new CallJvm(Path.of(home)));
    }
    FirstUsePage page = new FirstUsePage(versions(jvms));
    for (int group = 0; group < Calls.GROUPS; group++) {
      page.add(Calls.title(group), rows(jvms, group));
    }
    Files.writeString(Path.of(arguments[0]), page.text());
    System.out.println(page.summary());
    if (!page.unexplained().isEmpty()) {
      throw new AssertionError(
          "not the same each time, and no reason known: " + page.unexplained());
    }
  }

  private static List<String> versions(List<CallJvm> jvms) throws IOException {
    List<String> versions = new ArrayList<>();
    for (CallJvm jvm : jvms) {
      versions.add(jvm.version());
    }
    return versions;
  }

  /* By name of the call: what each JVM saw. */
  private static Map<String, List<Seen>> rows(List<CallJvm> jvms, int group) throws Throwable {
    Map<String, List<Seen>> rows = new LinkedHashMap<>();
    Calls.names(group).parallelStream()
        .map(name -> row(jvms, group, name))
        .forEachOrdered(row -> rows.put(row.get(0).call(), row));
    return rows;
  }

  private static List<Seen> row(List<CallJvm> jvms, int group, String name) {
    List<Seen> row = jvms.parallelStream().map(jvm -> seen(jvm, group, name)).toList();
    System.out.println(row);
    return row;
  }

  private static Seen seen(CallJvm jvm, int group, String name) {
    try {
      return jvm.has(group) ? jvm.make(name).get(0) : new Seen(name, List.of());
    } catch (Throwable e) {
      throw new IllegalStateException(name, e);
    }
  }
}
