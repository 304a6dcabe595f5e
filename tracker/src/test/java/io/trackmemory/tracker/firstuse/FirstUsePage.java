package io.trackmemory.tracker.firstuse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The page about first use: a table for each group of calls, and what is not the same each time.
 */
final class FirstUsePage {

  private static final String INTRODUCTION =
      """
      # First use

      What the JVM and the JDK make once for a piece of code (class loading, linking, caches of the JDK) is *first use*: it
      is counted apart, and no check counts it. Here is what that means for calls of the JDK: each made 10,000 times in a
      fresh JVM that has made none before, and once more after a garbage collection that cleared all soft references.

      | column | meaning |
      | --- | --- |
      | objects, bytes | of *every* call alike, the first one as the last: calls 1, 2, 16, 17, 128, 129, 10,000 and the one after the collection were measured alone, those between them as sums |
      | first use | KiB set apart in the first call; after a plus sign: in later ones, such as the 16th of a reflective method or the 128th of a method handle; after *gc*: in the one after the collection |

      Calls that came with JDK 18 to 25 have tables of their own, with nothing for JDK 17. A call that is not the same each
      time has no figures in the table, and is listed [below](#not-the-same-each-time) with the reason. Made by
      ```
      mvn -q -Pfirst-use -pl tracker -am verify -DskipTests -Dfirst-use.newer=<folder of a JDK 25>
      ```
      """;

  private final List<String> versions;
  private final Map<String, Map<String, List<Seen>>> groups = new LinkedHashMap<>();

  FirstUsePage(List<String> versions) {
    this.versions = versions;
  }

  /** Adds a group: by name of the call, what each JVM saw. */
  void add(String title, Map<String, List<Seen>> rows) {
    groups.put(title, rows);
  }

  String text() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    text.append('\n').append(summary());
    groups.forEach((title, rows) -> text.append(table(title, rows)));
    text.append("\n## Not the same each time\n");
    text.append(unequal().isEmpty() ? "None.\n" : differences());
    return text.toString();
  }

  String summary() {
    StringBuilder text = new StringBuilder("| JDK | calls | the same each time | not |\n");
    text.append("| --- | --- | --- | --- |\n");
    for (int i = 0; i < versions.size(); i++) {
      int jvm = i;
      List<Seen> there = rows().stream().map(row -> row.get(jvm)).filter(Seen::isThere).toList();
      long all = there.size();
      long equal = there.stream().filter(Seen::isEqual).count();
      text.append("| " + versions.get(i) + " | " + all + " | " + equal + " | " + (all - equal));
      text.append(" |\n");
    }
    return text.toString();
  }

  /** Calls that are not the same each time, and nobody knows why. */
  List<String> unexplained() {
    return unequal().stream().filter(name -> !Reasons.BY_CALL.containsKey(name)).toList();
  }

  private List<List<Seen>> rows() {
    return groups.values().stream().flatMap(rows -> rows.values().stream()).toList();
  }

  private List<String> unequal() {
    return rows().stream()
        .filter(row -> !row.stream().allMatch(Seen::isEqual))
        .map(row -> row.get(0).call())
        .toList();
  }

  private String table(String title, Map<String, List<Seen>> rows) {
    StringBuilder text = new StringBuilder("\n## " + title + "\n| call |");
    versions.forEach(version -> text.append(" " + version + ": objects | bytes | first use |"));
    text.append("\n| --- |" + " --- | --- | --- |".repeat(versions.size()) + "\n");
    rows.forEach(
        (name, seen) -> {
          text.append("| " + name + " |");
          seen.forEach(of -> text.append(cells(of)));
          text.append('\n');
        });
    return text.toString();
  }

  private static String cells(Seen seen) {
    if (!seen.isThere()) {
      return " - | - | - |";
    }
    Measurement settled = seen.settled();
    String figures =
        seen.isEqual() ? settled.count() + " | " + settled.bytes() : "[below] | [below]";
    return " "
        + figures.replace("[below]", "[no](#not-the-same-each-time)")
        + " | "
        + kib(seen.stretches().get(0).firstUseBytes())
        + (seen.laterFirstUseBytes() > 0 ? " + " + kib(seen.laterFirstUseBytes()) : "")
        + (seen.firstUseBytesAfterCollection() > 0
            ? ", gc " + kib(seen.firstUseBytesAfterCollection())
            : "")
        + " |";
  }

  private static String kib(long bytes) {
    return Long.toString((bytes + 1023) / 1024);
  }

  private String differences() {
    List<String> lines = new ArrayList<>();
    lines.add("| call | JDK | objects and bytes of a call | more, or fewer | reason |");
    lines.add("| --- | --- | --- | --- | --- |");
    for (List<Seen> row : rows()) {
      IntStream.range(0, versions.size())
          .filter(jvm -> !row.get(jvm).isEqual())
          .forEach(jvm -> lines.add(difference(versions.get(jvm), row.get(jvm))));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String difference(String version, Seen seen) {
    Measurement settled = seen.settled();
    List<String> stretches = new ArrayList<>();
    for (Measurement stretch : seen.stretches()) {
      if (!seen.makesTheSame(stretch)) {
        stretches.add(
            (stretch.calls() == 1
                    ? "call " + stretch.first()
                    : stretch.first() + " to " + stretch.last())
                + ": "
                + (stretch.count() - settled.count() * stretch.calls())
                + ", "
                + (stretch.bytes() - settled.bytes() * stretch.calls())
                + " B");
      }
    }
    return String.join(
        " | ",
        "| " + seen.call(),
        version,
        settled.count() + ", " + settled.bytes() + " B",
        String.join("; ", stretches),
        Reasons.BY_CALL.getOrDefault(seen.call(), "not known") + " |");
  }
}
