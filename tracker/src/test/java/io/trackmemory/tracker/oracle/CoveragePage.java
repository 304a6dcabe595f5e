package io.trackmemory.tracker.oracle;

import io.trackmemory.tracker.Jvm;
import io.trackmemory.tracker.oracle.Way.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code docs/coverage.md}: each way to allocate as tracked, beside the JVM's own counter
 * and async-profiler in JVMs without tracker under {@code -Xint}. Arguments: the file, the folders
 * of the JDKs with commas between.
 */
final class CoveragePage {

  private static final int RUNS = 11_000;
  private static final Pattern LENGTH = Pattern.compile("(\\w+(?:\\[])?)\\[(\\d)]");

  private CoveragePage() {}

  /** What a JDK shows of a way. */
  private record Seen(Way way, Measured tracked, long jvmBytes, @Nullable Profiled profiled) {

    boolean isCertain() {
      Measured.Run run = tracked.second();
      return run.uncertified().isEmpty()
          && tracked.last().equals(run)
          && tracked.many().equals(run.times(RUNS));
    }

    boolean isEqual() {
      return isCertain() && tracked.second().bytes() == jvmBytes;
    }

    boolean isEqualToProfiler() {
      return profiled != null && isCertain() && profiled.isSame(tracked.second());
    }

    String profilerCell() {
      if (profiled == null) {
        return "n/a";
      }
      String same = isEqualToProfiler() ? "equal" : profiled.count() + " / " + profiled.bytes();
      return profiled.apartCount() == 0
          ? same
          : "%s, and %d / %d: %s"
              .formatted(same, profiled.apartCount(), profiled.apartBytes(), profiled.reasons());
    }

    String cell() {
      String own = tracked.second().count() + " / " + tracked.second().bytes();
      return isEqual() ? own : own + " (JVM " + jvmBytes + ")";
    }
  }

  public static void main(String[] arguments) throws Exception {
    List<Path> homes = new ArrayList<>();
    for (String home : arguments[1].split(",", -1)) {
      homes.add(Path.of(home));
    }
    List<Map<String, Seen>> seen = new ArrayList<>();
    for (Path home : homes) {
      seen.add(seen(home));
    }
    Files.writeString(Path.of(arguments[0]), page(homes, seen));
  }

  private static Map<String, Seen> seen(Path home) throws IOException, InterruptedException {
    Process oracle = Jvm.startOf(home, "-Xint", OracleMain.class.getName(), "200");
    Map<String, Long> jvmBytes = new HashMap<>();
    for (String line : Jvm.lines(oracle)) {
      String[] parts = line.split("\t", -1);
      jvmBytes.put(parts[0], Long.parseLong(parts[1]));
    }
    List<String> options = new ArrayList<>(List.of(ProfilerMain.OPTIONS));
    options.addAll(List.of(ProfilerMain.class.getName(), "200"));
    Map<String, Profiled> profiled =
        Profiled.parse(Jvm.lines(Jvm.startOf(home, options.toArray(String[]::new))));
    Map<String, Measured> tracked =
        Measured.parse(
            Jvm.lines(Jvm.startOf(home, TrackedMain.class.getName(), String.valueOf(RUNS))));
    Map<String, Seen> seen = new LinkedHashMap<>();
    for (Way way : Ways.all()) {
      Measured measured = Objects.requireNonNull(tracked.get(way.name()), way.name());
      seen.put(
          way.name(),
          new Seen(
              way,
              measured,
              Objects.requireNonNull(jvmBytes.get(way.name())),
              profiled.get(way.name())));
    }
    return seen;
  }

  private static String page(List<Path> homes, List<Map<String, Seen>> seen) throws IOException {
    List<String> versions = new ArrayList<>();
    for (Path home : homes) {
      versions.add(version(home));
    }
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Coverage

        Every way to allocate that the tests know, each in a JVM of its own: objects and bytes as tracked, the same in a
        second run, after %,d runs and in as many runs at once. Where the JVM's own counter, in a JVM without tracker under
        `-Xint`, says the same bytes, only one figure stands; where it differs, its figure stands in brackets and the last
        column says why. The column before it is async-profiler's, which samples each allocation in a third JVM, interpreted and
        without buffers of threads: equal in objects and bytes, and what it sees beyond them, which no Java code allocates or
        the JIT compiler would replace. `WaysTest` checks the same in every build, also interpreted, compiled at once, without compressed
        references and with objects aligned to 16 bytes. Regenerate this page with

        ```
        mvn -q -Pcoverage -pl tracker verify -DskipTests -Djdks=<folder of a JDK>,<folder of another>
        ```

        """
            .formatted(RUNS));
    for (int i = 0; i < seen.size(); i++) {
      page.append(summary(versions.get(i), seen.get(i).values().stream().toList()));
    }
    page.append("\n| way | ").append(String.join(" | ", versions));
    page.append(" | async-profiler | why |\n| --- |");
    page.append(" --- |".repeat(versions.size() + 2)).append('\n');
    rows(versions, seen).forEach(row -> page.append(row).append('\n'));
    return page.toString();
  }

  private static String version(Path home) throws IOException {
    for (String line : Files.readAllLines(home.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        return "JDK " + line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
      }
    }
    return "JDK";
  }

  private static String summary(String version, List<Seen> all) {
    long certain = all.stream().filter(Seen::isCertain).count();
    long equal = all.stream().filter(Seen::isEqual).count();
    long profiled = all.stream().filter(Seen::isEqualToProfiler).count();
    return "- %s: %d ways, %d certified and repeatable, %d equal to the JVM's counter, %d to async-profiler.%n"
        .formatted(version, all.size(), certain, equal, profiled);
  }

  private static List<String> rows(List<String> versions, List<Map<String, Seen>> seen) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String name : seen.get(0).keySet()) {
      List<Seen> of = seen.stream().map(each -> Objects.requireNonNull(each.get(name))).toList();
      Matcher length = LENGTH.matcher(name);
      boolean alike =
          length.matches()
              && of.stream().allMatch(Seen::isEqual)
              && of.stream().allMatch(Seen::isEqualToProfiler);
      String row = alike ? length.group(1) + "[0] to [9]" : name;
      List<String> cells = of.stream().map(each -> alike ? "1 / equal" : each.cell()).toList();
      rows.computeIfAbsent(row, key -> new ArrayList<>())
          .add(
              "| "
                  + String.join(" | ", cells)
                  + " | "
                  + byProfiler(versions, of)
                  + " | "
                  + reason(of)
                  + " |");
    }
    List<String> lines = new ArrayList<>();
    rows.forEach((name, cells) -> lines.add("| `" + name + "` " + cells.get(0)));
    return lines;
  }

  private static String byProfiler(List<String> versions, List<Seen> of) {
    List<String> cells = of.stream().map(Seen::profilerCell).toList();
    if (cells.stream().distinct().count() == 1) {
      return cells.get(0);
    }
    List<String> each = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      each.add(versions.get(i) + " " + cells.get(i));
    }
    return String.join("; ", each);
  }

  private static String reason(List<Seen> of) {
    if (of.stream().allMatch(Seen::isEqual)) {
      return "";
    }
    if (!of.stream().allMatch(Seen::isCertain)) {
      return "not certified";
    }
    Kind kind = of.get(0).way().kind();
    return switch (kind) {
      case WITH_VM_OBJECTS -> "the VM makes more by itself, such as stack traces";
      case REPLACED ->
          "the interpreter runs code that the JIT compiler replaces; counted is what is left";
      case ONCE_WARM -> "the JDK keeps something from earlier runs";
      case EXACT -> "differs";
    };
  }
}
