package io.trackmemory.compatibility;

import java.util.ArrayList;
import java.util.List;

/** All combinations. */
final class Rows {

  private static final Suite ORDERS = Suites.orders("OrdersTest");

  private Rows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    forks(rows);
    inProcess(rows);
    agent(rows);
    for (String version : List.of("junit-5-12", "junit-5", "junit-6")) {
      rows.add(
          Row.of("JUnit", "junit/" + version, ORDERS, Suites.KINDS, Suites.INNER_KINDS)
              .withVersions("junit"));
    }
    others(rows);
    jvms(rows);
    return rows;
  }

  private static void forks(List<Row> rows) {
    for (String project : List.of("surefire-3-5", "surefire-3-6")) {
      for (String plugin : List.of("surefire", "failsafe")) {
        Suite[] suites =
            plugin.equals("surefire")
                ? new Suite[] {
                  ORDERS,
                  Suites.orders("SecondTest"),
                  Suites.orders("ThirdTest"),
                  Suites.orders("FourthTest")
                }
                : new Suite[] {Suites.orders("OrdersIT"), Suites.orders("SecondIT")};
        for (int forks = 1; forks <= 2; forks++) {
          for (String reuse : List.of("reused", "anew")) {
            rows.add(
                Row.of(
                        name(plugin) + ", forkCount " + forks + ", reuseForks " + isReused(reuse),
                        "forks/" + project,
                        suites)
                    .withVersions("surefire")
                    .withRun(plugin + "-" + forks + "-" + reuse));
          }
        }
      }
    }
  }

  private static String name(String plugin) {
    return plugin.equals("surefire") ? "Surefire" : "Failsafe";
  }

  private static boolean isReused(String reuse) {
    return reuse.equals("reused");
  }

  private static void inProcess(List<Row> rows) {
    for (String project : List.of("surefire-3-5", "surefire-3-6")) {
      Row row = Row.of("", "in-process/" + project).withVersions("surefire");
      rows.add(
          new Row(
              "Surefire, forkCount 0",
              row.versions(),
              row.project(),
              inProcess(project + "-in-process", project, "-Dfailsafe.skip"),
              "",
              false,
              List.of(ORDERS),
              row.checks()));
      rows.add(
          new Row(
              "Failsafe, forkCount 0",
              row.versions(),
              row.project(),
              inProcess(
                  "failsafe" + project.substring("surefire".length()) + "-in-process",
                  project,
                  "-Dsurefire.skip"),
              "",
              false,
              List.of(Suites.orders("OrdersIT")),
              row.checks()));
    }
    Row second =
        Row.of(
                "Failsafe after Surefire in one JVM, forkCount 0: cannot certify, and says so",
                "in-process/surefire-3-6",
                Suites.uncertified("OrdersIT"))
            .withVersions("surefire");
    rows.add(second.in(inProcess("twice-in-process", "surefire-3-6")).withChecks());
  }

  private static Invocation inProcess(String name, String project, String... options) {
    return Invocation.of(name, "in-process/" + project, options);
  }

  private static void agent(List<Row> rows) {
    Row row = Row.of("", "agent", ORDERS);
    rows.add(agent(row, "no option: the JVM warns", "attached", Checks.warned("default-test")));
    rows.add(
        agent(row, "-XX:+EnableDynamicAgentLoading: quiet", "allowed", Checks.quiet("allowed")));
    rows.add(agent(row, "-javaagent: line: quiet", "line", Checks.quiet("line")));
  }

  private static Row agent(Row row, String what, String run, Check check) {
    return Row.of("Agent, " + what, row.project(), ORDERS)
        .withVersions("surefire")
        .withRun(run)
        .withChecks(Index::check, Checks::dependencies, check);
  }

  private static void others(List<Row> rows) {
    rows.add(
        Row.of("Mockito inline and JaCoCo", "mocks/jacoco", ORDERS, Suites.MOCKS, Suites.COVERAGE)
            .withVersions("mockito", "jacoco")
            .withChecks(Index::check, Checks::covered));
    rows.add(
        Row.of(
                "old Byte Buddy, Mockito inline",
                "mocks/byte-buddy-old",
                ORDERS,
                Suites.MOCKS,
                Suites.BYTE_BUDDY)
            .withVersions("byte-buddy", "mockito"));
    rows.add(
        Row.of(
                "newest Byte Buddy, Mockito inline",
                "mocks/byte-buddy-new",
                ORDERS,
                Suites.MOCKS,
                Suites.BYTE_BUDDY)
            .withVersions("byte-buddy", "mockito"));
    rows.add(
        Row.of("Kotlin, code and tests", "kotlin", ORDERS, Suites.PRICES).withVersions("kotlin"));
    rows.add(otherEngine("Spock", "spock", Suites.SPEC).withVersions("spock", "groovy"));
    rows.add(otherEngine("jqwik", "jqwik", Suites.PROPERTIES).withVersions("jqwik"));
    for (String project : List.of("spring/spring-6", "spring/spring-7")) {
      rows.add(
          Row.of(
                  "Spring, its extension before and after ours",
                  project,
                  ORDERS,
                  Suites.spring("SpringBeforeTest"),
                  Suites.spring("SpringAfterTest"))
              .withVersions("spring", "junit"));
    }
    rows.add(bodies("Quarkus", "quarkus", "bodies/quarkus/quarkus-3-20"));
    rows.add(bodies("Quarkus", "quarkus", "bodies/quarkus/quarkus-3-33"));
    rows.add(bodies("Micronaut", "micronaut", "bodies/micronaut"));
    rows.add(
        Row.of("module path, tests patched into a module", "module-main", ORDERS, Suites.MODULE));
    rows.add(Row.of("module path, TrackMemory as modules", "module-all", ORDERS, Suites.MODULE));
    rows.add(
        Row.of("signed jar, security provider", "signed", ORDERS, Suites.SIGNED)
            .withVersions("bouncycastle"));
    rows.add(
        Row.of("OSGi bundle (Apache Felix)", "osgi", ORDERS, Suites.BUNDLE).withVersions("felix"));
  }

  private static Row otherEngine(String name, String project, Suite suite) {
    return Row.of(name + " beside Jupiter: assertThatMemory", project, ORDERS, suite)
        .withChecks(Index::check, Checks.unread("example." + suite.testClass() + " (" + project));
  }

  private static Row bodies(String framework, String version, String project) {
    return Row.of(
            framework + ", its extension before and after ours",
            project,
            ORDERS,
            Suites.bodies(framework + "BeforeTest"),
            Suites.bodies(framework + "AfterTest"))
        .withVersions(version, "junit");
  }

  private static void jvms(List<Row> rows) {
    for (String[] option :
        new String[][] {
          {"-XX:+UseG1GC", "g1"},
          {"-XX:+UseSerialGC", "serial"},
          {"-XX:+UseParallelGC", "parallel"},
          {"-XX:+UseZGC", "z"},
          {"-XX:+UseShenandoahGC", "shenandoah"},
          {"-XX:+DisableExplicitGC", "disabled"},
          {"-XX:-UseCompressedOops", "uncompressed"},
          {"-XX:TieredStopAtLevel=1", "c1"},
          {"-Xint", "interpreter"}
        }) {
      rows.add(Row.of("JVM option " + option[0], "collectors", ORDERS).withRun(option[1]));
    }
    rows.add(
        Row.of("JVM option -XX:+UseCompactObjectHeaders", "collectors", ORDERS)
            .withRun("compact")
            .onNewestOnly());
  }
}
