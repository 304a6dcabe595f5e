package io.trackmemory.tracker.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Jvm;
import io.trackmemory.tracker.oracle.Way.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to allocate, in fresh JVMs, against the counter of a JVM that knows no tracker. */
@Tag("slow")
@Tag("jdk")
class WaysTest {

  private static final String TRACKED = TrackedMain.class.getName();

  @Test
  void compiled() throws Exception {
    check(11_000, List.of(), List.of(Jvm.ALL_COMPILERS));
  }

  @Test
  void interpreted_withWideAlignment_inReverse() throws Exception {
    check(3, List.of("-XX:ObjectAlignmentInBytes=16"), List.of("-Xint"), "reversed");
  }

  @Test
  void compiledAtOnce_withWideReferences() throws Exception {
    check(
        20,
        List.of("-XX:-UseCompressedOops"),
        List.of(
            Jvm.ALL_COMPILERS,
            "-Xcomp",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=compileonly,io.trackmemory.tracker.oracle.*::*",
            "-XX:CompileCommand=compileonly,java.lang.TrackMemory*::*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"capturingLambdaRuns", "concatenationOfMany", "recordToString", "enumMap"})
  void asFirstThingThatTheJvmDoes(String name) throws Exception {
    Measured seen = Objects.requireNonNull(Measured.parse(Jvm.run(TRACKED, "50", name)).get(name));

    assertThat(seen.cold()).isEqualTo(seen.second()).isEqualTo(seen.last());
    assertThat(seen.many()).isEqualTo(seen.second().times(50));
  }

  @Test
  void replacedByTheCompiler() throws Exception {
    Map<String, Measured> seen =
        Measured.parse(
            Jvm.run(
                Jvm.ALL_COMPILERS,
                TRACKED,
                "60000",
                "newString",
                "multiply",
                "modPow",
                "copyOf",
                "StringBuilder"));

    assertThat(seen)
        .hasSize(5)
        .allSatisfy(
            (name, way) -> {
              assertThat(way.second()).isEqualTo(way.warm()).isEqualTo(way.last());
              assertThat(way.many()).isEqualTo(way.second().times(60_000));
            });
  }

  /* The profiler's own library is loaded even where native access is denied. */
  private static List<String> nativeAccess() {
    return Jvm.denials().isEmpty() ? List.of() : List.of("--enable-native-access=ALL-UNNAMED");
  }

  /* In objects and bytes; what it sees beyond them is named one by one. */
  @Test
  void asyncProfiler_seesTheSame() throws Exception {
    Process profiler =
        Jvm.start(
            command(
                nativeAccess(), List.of(ProfilerMain.OPTIONS), ProfilerMain.class.getName(), "50"));
    Process tracked = Jvm.start(TRACKED, "3");
    List<String> lines = Jvm.lines(profiler);
    Map<String, Measured> seen = Measured.parse(Jvm.lines(tracked));
    Profiled.refusal(lines).ifPresent(Assumptions::abort);
    Map<String, Profiled> profiled = Profiled.parse(lines);
    List<Way> ways = Ways.all();
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(profiled.size()).isEqualTo(ways.size()).isEqualTo(seen.size());
    for (Way way : ways) {
      Profiled by = Objects.requireNonNull(profiled.get(way.name()));
      Measured.Run run = Objects.requireNonNull(seen.get(way.name())).second();
      softly.assertThat(by.count()).as(way.name() + ", objects").isEqualTo(run.count());
      softly.assertThat(by.bytes()).as(way.name() + ", bytes").isEqualTo(run.bytes());
      if (way.kind() == Kind.EXACT || way.kind() == Kind.ONCE_WARM) {
        softly.assertThat(by.apartCount()).as(way.name() + by.reasons()).isZero();
      }
    }
    softly.assertAll();
  }

  private static void check(int runs, List<String> layout, List<String> mode, String... arguments)
      throws Exception {
    Process oracle =
        Jvm.start(command(layout, List.of("-Xint"), OracleMain.class.getName(), "200"));
    Process tracked = Jvm.start(command(layout, mode, TRACKED, Integer.toString(runs), arguments));
    Map<String, Long> jvmBytes = new HashMap<>();
    for (String line : Jvm.lines(oracle)) {
      String[] parts = line.split("\t", -1);
      jvmBytes.put(parts[0], Long.parseLong(parts[1]));
    }
    Map<String, Measured> seen = Measured.parse(Jvm.lines(tracked));
    List<Way> ways = Ways.all();
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(seen.size()).isEqualTo(ways.size()).isEqualTo(jvmBytes.size());
    for (Way way : ways) {
      compare(
          softly,
          way,
          runs,
          Objects.requireNonNull(seen.get(way.name())),
          Objects.requireNonNull(jvmBytes.get(way.name())));
    }
    softly.assertAll();
  }

  private static void compare(
      SoftAssertions softly, Way way, int runs, Measured seen, long jvmBytes) {
    String name = way.name();
    Measured.Run second = seen.second();
    softly.assertThat(second.uncertified()).as(name).isEmpty();
    softly.assertThat(seen.warm()).as(name + ", warm").isEqualTo(second);
    softly.assertThat(seen.last()).as(name + ", last").isEqualTo(second);
    softly.assertThat(seen.many()).as(name + ", many").isEqualTo(second.times(runs));
    if (way.count() >= 0) {
      softly.assertThat(second.count()).as(name + ", objects").isEqualTo(way.count());
    }
    if (way.kind() == Kind.EXACT || way.kind() == Kind.WITH_VM_OBJECTS) {
      softly.assertThat(seen.cold()).as(name + ", cold").isEqualTo(second);
    }
    if (way.kind() == Kind.EXACT || way.kind() == Kind.ONCE_WARM) {
      softly.assertThat(second.bytes()).as(name + ", bytes").isEqualTo(jvmBytes);
    }
  }

  private static String[] command(
      List<String> layout, List<String> mode, String main, String runs, String... arguments) {
    List<String> line = new ArrayList<>(layout);
    line.addAll(mode);
    line.add(main);
    line.add(runs);
    line.addAll(List.of(arguments));
    return line.toArray(String[]::new);
  }
}
