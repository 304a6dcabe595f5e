package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.mib;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.extension.ReportPolicy;
import io.trackmemory.extension.TrackMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user runs it: a jar that nobody depends on and that needs nothing else. */
class CommandLineTest {

  private static final String SHADED = "io.trackmemory.report.shaded.";

  /** And JSpecify's annotations, which nobody loads. */
  private static final Pattern OF_THE_JDK =
      Pattern.compile("(java|javax\\.management|jdk|com\\.sun\\.management|org\\.jspecify)\\..*");

  @TempDir Path dir;

  private static Path jar() {
    Path report = Forked.jarOf("trackmemory-report");
    Path jar =
        report.resolveSibling(report.getFileName().toString().replaceFirst("\\.jar$", "-cli.jar"));
    assertThat(jar).isRegularFile();
    return jar;
  }

  /** What a test looks at in two runs, of which the second makes more. */
  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class Orders {

    static int orders = 50;

    @Test
    void day() {
      assertThatMemory(() -> new OrderBook().day(orders)).hasAllocatedBytesAtMost(mib(1));
    }

    @Test
    void order() {
      assertThatMemory(() -> new OrderBook().order(1)).hasAllocatedBytesAtMost(mib(1));
    }
  }

  private Path run(String name, int orders) {
    Path reports = dir.resolve(name);
    Orders.orders = orders;
    Engine.reportingTo(reports).run(Orders.class);
    return reports;
  }

  /** How a process ended, and what it printed. */
  private record Ended(int code, String out, String err) {}

  private Ended java(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString()));
    command.addAll(List.of(arguments));
    Path out = dir.resolve("out.txt");
    Path err = dir.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as("ended within two minutes: %s", command).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void compare_ofRealRuns_tellsTheLineThatMakesMore() throws Exception {
    Path before = run("before", 50);
    Path after = run("after", 60);
    Path page = dir.resolve("page.html");
    Path json = dir.resolve("all.json");
    Ended ended =
        java(
            "compare",
            before.toString(),
            after.toString(),
            "--html=" + page,
            "--json",
            json.toString());
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .contains(
            "1 worse, 0 better, 0 changed, 0 only in the second, 0 only in the first, 1 unchanged",
            "CommandLineTest$Orders.day: passed\n    hasAllocatedBytesAtMost(mib(1)): ",
            "+10 objects, +")
        .containsPattern("OrderBook\\.order\\(OrderBook\\.java:\\d+\\).*\\(50 -> 60\\)");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(page).content().contains("<h1>1 of 2 tests is worse</h1>");
    assertThat(json).content().contains("\"comparisonVersion\": 1", "\"countAfter\": 60");
  }

  @Test
  @Tag("slow") // as FolderCommandsTest has it in one JVM
  void compare_ofEqualRuns_isZero_andOfOneThatIsNone_two() throws Exception {
    Path before = run("before", 50);
    Ended equal = java("compare", before.toString(), run("again", 50).toString());
    assertThat(equal.out()).endsWith(" 2 unchanged\n");
    assertThat(equal.code()).isZero();
    assertThat(java("--version").out()).matches("trackmemory \\d+\\.\\d+\\.\\d+\\S*\\R");
    Ended none = java("compare", before.toString(), dir.resolve("none").toString());
    assertThat(none.err()).startsWith("error: there is no folder " + dir.resolve("none"));
    assertThat(none.code()).isEqualTo(2);
  }

  @Test
  @Tag("slow") // as FolderCommandsTest has it in one JVM
  void merge_ofTwoMachines_hasOneIndex() throws Exception {
    Path all = dir.resolve("all");
    Ended ended =
        java("merge", all.toString(), run("linux", 50).toString(), run("windows", 60).toString());
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(all.resolve("index.html")).content().contains("on linux: ", "on windows: ");
  }

  @Test
  void jar_hasItsLibrariesUnderNamesOfItsOwn_andMissesNothing() throws Exception {
    Set<String> there;
    JavaClasses ours;
    try (JarFile file = new JarFile(jar().toFile())) {
      there =
          file.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.replaceFirst("\\.class$", "").replace('/', '.'))
              .collect(Collectors.toSet());
      ours =
          new ClassFileImporter()
              .withImportOption(location -> !location.contains("/shaded/"))
              .importJar(file);
    }
    assertThat(there).isNotEmpty().allMatch(name -> name.startsWith("io.trackmemory."));
    Set<String> used =
        ours.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(use -> use.getTargetClass().getBaseComponentType().getName())
            .filter(name -> name.contains("."))
            .collect(Collectors.toSet());
    assertThat(used)
        .contains(SHADED + "picocli.CommandLine", SHADED + "mustachejava.Mustache")
        .allMatch(name -> there.contains(name) || OF_THE_JDK.matcher(name).matches());
  }

  @Test
  void picocli_isOnNobodysClassPath() throws Exception {
    assertThat(System.getProperty("java.class.path"))
        .contains("trackmemory-report")
        .doesNotContain("picocli", "-cli.jar");
    String pom = Files.readString(jar().resolveSibling("../pom.xml").normalize());
    assertThat(pom)
        .containsPattern("<artifactId>picocli</artifactId>\\s*<optional>true</optional>");
  }
}
