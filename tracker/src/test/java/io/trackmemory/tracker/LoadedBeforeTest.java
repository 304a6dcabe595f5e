package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Classes loaded before the tracker keep what reflection tells of them, and are counted. */
@Tag("slow")
@Tag("jdk")
class LoadedBeforeTest {

  @Test
  void parameterNamesAndAnnotations_stay() throws Exception {
    assertThat(Jvm.run(LoadedBeforeProgram.class.getName()))
        .containsExactly(
            "int quantity",
            "java.lang.String label",
            "label",
            "int quantity",
            "java.lang.String label",
            "label",
            "Object[]",
            "4 Optional.empty");
  }

  @Test
  void concatenationOfAShapeThatWasThere_countsAll() throws Exception {
    String program = ConcatenatedBeforeProgram.class.getName();
    assertThat(Jvm.run(program)).isEqualTo(Jvm.run(program, "after"));
  }

  @Test
  void classThatTheJvmRefuses_isNamed() throws Exception {
    assertThat(Jvm.run(RefusedProgram.class.getName(), "Refused"))
        .singleElement()
        .asString()
        .startsWith("0 class " + RefusedProgram.Refused.class.getName() + " could not be");
  }

  @Test
  void classThatCannotBeLinked_isNamedOnceItRuns() throws Exception {
    List<String> lines = Jvm.run(UnlinkedProgram.class.getName());
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).isEqualTo("1 certified");
    assertThat(lines.get(1))
        .startsWith("0 class " + UnlinkedProgram.Odd.class.getName() + " could not be");
  }

  @Test
  void classThatTheJvmMisreads_isTakenFromItsFile() throws Exception {
    assertThat(Jvm.run(RefusedProgram.class.getName(), "Misread")).containsExactly("1 certified");
  }
}
