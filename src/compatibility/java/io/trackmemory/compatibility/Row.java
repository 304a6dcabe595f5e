package io.trackmemory.compatibility;

import java.util.List;

/**
 * A combination, and what its tests must say.
 *
 * @param what what is combined, for readers
 * @param versions names of versions that matter, as the projects' properties call them
 * @param project folder of the project
 * @param invocation which run of Maven it belongs to
 * @param run name of its folder of results; empty where it has the default ones
 * @param newest whether it needs the newest JDK
 * @param suites the test classes that run
 * @param checks what else must be so
 */
record Row(
    String what,
    List<String> versions,
    String project,
    Invocation invocation,
    String run,
    boolean newest,
    List<Suite> suites,
    List<Check> checks) {

  Row {
    versions = List.copyOf(versions);
    suites = List.copyOf(suites);
    checks = List.copyOf(checks);
  }

  /** A row of a module that is built with all others and has one run. */
  static Row of(String what, String project, Suite... suites) {
    return new Row(
        what,
        List.of(),
        project,
        Invocation.ALL,
        "",
        false,
        List.of(suites),
        List.of(Index::check));
  }

  Row withVersions(String... names) {
    return new Row(what, List.of(names), project, invocation, run, newest, suites, checks);
  }

  Row in(Invocation other) {
    return new Row(what, versions, project, other, run, newest, suites, checks);
  }

  Row withRun(String name) {
    return new Row(what, versions, project, invocation, name, newest, suites, checks);
  }

  Row onNewestOnly() {
    return new Row(what, versions, project, invocation, run, true, suites, checks);
  }

  Row withChecks(Check... all) {
    return new Row(what, versions, project, invocation, run, newest, suites, List.of(all));
  }
}
