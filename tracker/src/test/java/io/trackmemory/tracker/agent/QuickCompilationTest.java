package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Jvm;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QuickCompilationTest {

  @Test
  void directive_isThereOnceFromThenOn() throws Exception {
    List<String> lines = Jvm.run(Jvm.ALL_COMPILERS, Directives.class.getName());

    assertThat(lines)
        .containsSubsequence("before", "after", "c2 excludes the transformer")
        .filteredOn("c2 excludes the transformer"::equals)
        .hasSize(1);
  }

  @Test
  @Tag("slow")
  void jvmWithOneCompilerOrNone_countsAsWell() throws Exception {
    for (String option : List.of("-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation", "-Xint")) {
      assertThat(Jvm.run(Jvm.ALL_COMPILERS, option, "io.trackmemory.tracker.LoadedBeforeProgram"))
          .as(option)
          .endsWith("4 Optional.empty");
    }
  }

  static final class Directives {

    private Directives() {}

    public static void main(String[] arguments) throws JMException {
      var instrumentation = ByteBuddyAgent.install();
      print("before");
      QuickCompilation.begin(instrumentation);
      print("after");
    }

    private static void print(String when) throws JMException {
      Object directives =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "compilerDirectivesPrint",
                  null,
                  null);
      System.out.println(when);
      boolean ours =
          Arrays.stream(directives.toString().split("Directive:", -1))
              .anyMatch(
                  each ->
                      each.contains("io/trackmemory/tracker/agent/*.*")
                          && each.contains("Exclude:true"));
      if (ours) {
        System.out.println("c2 excludes the transformer");
      }
    }
  }
}
