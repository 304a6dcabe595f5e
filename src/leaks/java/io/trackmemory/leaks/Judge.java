package io.trackmemory.leaks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs cases on one JDK. */
final class Judge {

  /* Nothing else makes ZGC collect. */
  private static final List<List<String>> COLLECTORS =
      List.of(
          List.of("-XX:+UseSerialGC"),
          List.of("-XX:+UseParallelGC"),
          List.of("-XX:+UseG1GC"),
          List.of("-XX:+UseZGC", "-XX:-DisableExplicitGC"));

  private final Libraries libraries;
  private final Path classes;
  private final Forks forks;

  /**
   * Creates a judge.
   *
   * @param libraries resolved
   * @param classes folder for compiled programs
   * @param forks that run them
   */
  Judge(Libraries libraries, Path classes, Forks forks) {
    this.libraries = libraries;
    this.classes = classes;
    this.forks = forks;
  }

  /**
   * Runs a case with the collector that the JVM chooses.
   *
   * @param counted whether an independent count is taken too
   */
  Outcome judge(LeakCase leakCase, boolean counted) throws IOException, InterruptedException {
    return judge(leakCase, List.of(), counted);
  }

  /** Runs a case with each collector, if it asks for that. */
  Map<String, Outcome> judgeByCollector(LeakCase leakCase)
      throws IOException, InterruptedException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    if (leakCase.eachCollector()) {
      for (List<String> collector : COLLECTORS) {
        outcomes.put(collector.get(0), judge(leakCase, collector, false));
      }
    }
    return outcomes;
  }

  private Outcome judge(LeakCase leakCase, List<String> options, boolean counted)
      throws IOException, InterruptedException {
    Optional<Verdict> leaky =
        leakCase.isNearMiss()
            ? Optional.empty()
            : Optional.of(verdict(leakCase, leakCase.leaky(), options, counted));
    return new Outcome(leakCase, leaky, verdict(leakCase, leakCase.mended(), options, counted));
  }

  private Verdict verdict(LeakCase leakCase, String version, List<String> more, boolean counted)
      throws IOException, InterruptedException {
    List<Path> jars = libraries.classPath(leakCase, version);
    String name = leakCase.name() + "-" + version;
    List<Path> classPath = new ArrayList<>();
    List<Path> needed = new ArrayList<>(jars);
    needed.addAll(forks.ours());
    classPath.add(Programs.compile(leakCase, needed, classes.resolve(name)));
    classPath.addAll(jars);
    List<String> options = new ArrayList<>(leakCase.options());
    options.addAll(more);
    String message =
        forks.run(
            more.isEmpty() ? name : name + more.get(0).replace("-XX:+Use", "-"),
            options,
            classPath,
            JudgeProgram.class,
            leakCase.name(),
            String.valueOf(leakCase.warmup()),
            leakCase.of());
    return new Verdict(
        message,
        counted && !leakCase.counted().isEmpty()
            ? OptionalLong.of(count(leakCase, name, classPath))
            : OptionalLong.empty());
  }

  private long count(LeakCase leakCase, String name, List<Path> classPath)
      throws IOException, InterruptedException {
    return Long.parseLong(
        forks.run(
            name + "-counted",
            leakCase.options(),
            classPath,
            CountProgram.class,
            leakCase.name(),
            String.valueOf(leakCase.warmup()),
            leakCase.counted()));
  }
}
