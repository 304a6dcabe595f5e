package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What mocks remember is no leak where the mock goes with the test; what they lead to elsewhere is.
 */
@Tag("slow")
@Tag("jdk")
class MocksTest {

  @Test
  void inlineMocks_areQuiet_andRealLeaksFound() throws Exception {
    String desk = "held by " + MocksMain.Desk.class.getName();
    assertThat(
            Forked.run(
                List.of("-XX:+EnableDynamicAgentLoading", "-Dmocks.run=true"), MocksMain.class))
        .containsExactly(
            "passed firstUse()",
            "passed mockOfAVariable()",
            "passed mockWithInvocations()",
            "passed staticMockThatIsClosed()",
            "failed mockThatIsKept(): " + desk + ".STORES",
            "failed whatTheMockedCodeKeeps(): " + desk + ".ORDERS");
  }
}
