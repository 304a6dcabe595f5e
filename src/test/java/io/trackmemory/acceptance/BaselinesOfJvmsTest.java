package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file of baselines for JVMs of several layouts, and for several JVMs at once. */
@Tag("slow")
@Tag("jdk")
class BaselinesOfJvmsTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve(BaselinesMain.class.getName() + ".txt");
  }

  private List<String> run(List<String> options, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(options);
    all.add("-Dtrackmemory.baseline.dir=" + folder);
    return Forked.runWithVariable("CI=", all, BaselinesMain.class, arguments);
  }

  private static List<List<String>> layouts() {
    List<List<String>> layouts = new ArrayList<>();
    layouts.add(List.of("-XX:+UseCompressedOops"));
    layouts.add(List.of("-XX:-UseCompressedOops"));
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      options.getVMOption("UseCompactObjectHeaders");
      layouts.add(List.of("-XX:+UseCompactObjectHeaders"));
    } catch (IllegalArgumentException e) {
      // A JVM before 24 has two.
    }
    return layouts;
  }

  @Test
  void oneFile_servesEachLayout_andFailsInEach() throws Exception {
    for (List<String> storing : layouts()) {
      Files.deleteIfExists(file());
      assertThat(run(storing, "ledger", "20")).containsExactly("ledger: passed");
      String stored = Files.readString(file());
      for (List<String> checking : layouts()) {
        List<String> told = run(checking, "ledger", "20", "ledger", "21");
        assertThat(told.get(0)).as("%s by %s", storing, checking).isEqualTo("ledger: passed");
        assertThat(told.get(1)).as("%s by %s", storing, checking).startsWith("ledger: Expecting ");
        assertThat(Files.readString(file())).as("%s by %s", storing, checking).isEqualTo(stored);
      }
    }
  }

  @Test
  void update_inAnotherLayout_addsItsOwnBlock_whereArraysAreNotKnown() throws Exception {
    run(layouts().get(0), "ledger", "20");
    String stored = Files.readString(file());
    List<String> updating = new ArrayList<>(layouts().get(1));
    updating.add("-Dtrackmemory.baseline.update=true");
    run(updating, "ledger", "20");
    assertThat(Files.readString(file()))
        .startsWith(stored)
        .containsPattern("\nmeasured: JDK .*reference 4 B.*\n(.*\n)*measured: JDK .*reference 8 B");
    for (List<String> layout : layouts()) {
      assertThat(run(layout, "ledger", "20")).containsExactly("ledger: passed");
    }
  }

  @Test
  void fourJvmsAtOnce_loseNone() throws Exception {
    ExecutorService starters = Executors.newFixedThreadPool(4);
    List<Future<List<String>>> told = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int jvm = 0; jvm < 4; jvm++) {
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String name = "jvm" + jvm + " check" + i;
        names.add("== " + name);
        arguments.addAll(List.of(name, String.valueOf(i)));
      }
      arguments.addAll(List.of("shared", "7"));
      told.add(starters.submit(() -> run(List.of(), arguments.toArray(String[]::new))));
    }
    names.add("== shared");
    for (Future<List<String>> each : told) {
      assertThat(each.get()).hasSize(11).allMatch(line -> line.endsWith(": passed"));
    }
    starters.shutdown();
    try (Stream<String> lines = Files.lines(file())) {
      assertThat(lines.filter(line -> line.startsWith("== "))).containsExactlyElementsOf(names);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void whereTheVariableCiIsSet_nothingNewIsStored() throws Exception {
    assertThat(
            Forked.runWithVariable(
                "CI=true",
                List.of("-Dtrackmemory.baseline.dir=" + folder),
                BaselinesMain.class,
                "ledger",
                "1"))
        .anyMatch(
            line ->
                line.startsWith(
                    "ledger: Expecting the action to match the baseline \"ledger\" of "
                        + BaselinesMain.class.getName()
                        + " but none is stored, and nothing new is where the variable CI is set"));
    assertThat(file()).doesNotExist();
  }
}
