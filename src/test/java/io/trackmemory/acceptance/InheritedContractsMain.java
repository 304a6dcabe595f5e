package io.trackmemory.acceptance;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.Inherited;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs fixtures in a JVM in which their code was loaded before the agent. */
final class InheritedContractsMain {

  private InheritedContractsMain() {}

  public static void main(String[] arguments) throws Exception {
    for (Class<?> each : Inherited.class.getDeclaredClasses()) {
      Class.forName(each.getName());
    }
    Inherited.told();
    Path reports = Files.createTempDirectory("reports");
    for (String name : arguments) {
      Outcome outcome = Engine.reportingTo(reports).run(Class.forName(name));
      outcome.passed().forEach(test -> System.out.println("passed: " + test));
      for (String test : outcome.failed()) {
        System.out.println(test + ": " + outcome.messageOf(test).lines().findFirst().orElse(""));
      }
    }
  }
}
