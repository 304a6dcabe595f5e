package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.MemoryScope;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class TestIdsTest {

  @Test
  void invocation_ofAnOrdinaryTest_isEmpty() {
    assertThat(TestIds.invocation("[engine:junit-jupiter]/[class:com.acme.A]/[method:b()]"))
        .isEmpty();
  }

  @Test
  void invocation_ofATemplate_isItsNumber() {
    assertThat(
            TestIds.invocation(
                "[engine:junit-jupiter]/[class:com.acme.A]/[test-template:b(int)]/[test-template-invocation:#12]"))
        .isEqualTo("[12]");
  }

  @Test
  void invocation_ofNestedDynamicTests_isEveryNumber() {
    assertThat(
            TestIds.invocation(
                "[engine:junit-jupiter]/[class:com.acme.A]/[test-factory:b()]/[dynamic-container:#1]/[dynamic-test:#3]"))
        .isEqualTo("[1][3]");
  }

  @Test
  void invocation_ofAMethodNamedWithANumberSign_isEmpty() {
    assertThat(TestIds.invocation("[engine:junit-jupiter]/[class:A]/[method:#1()]")).isEmpty();
  }

  @Test
  void methodName_isSimple() throws NoSuchMethodException {
    assertThat(name("alone")).isEqualTo("alone");
    assertThat(name("helped")).isEqualTo("helped");
  }

  @Test
  void methodName_ofOverloadedTests_hasParameterTypes() throws NoSuchMethodException {
    assertThat(name("twice")).isEqualTo("twice()");
    assertThat(name("twice", MemoryScope.class))
        .isEqualTo("twice(io.trackmemory.tracker.MemoryScope)");
  }

  @Test
  void methodName_ofOverloadInherited_hasParameterTypes() throws NoSuchMethodException {
    Method method = OverloadTestCases.class.getDeclaredMethod("alone");
    assertThat(TestIds.methodName(MoreOverloadTestCases.class, method)).isEqualTo("alone()");
  }

  private static String name(String method, Class<?>... parameters) throws NoSuchMethodException {
    return TestIds.methodName(
        OverloadTestCases.class, OverloadTestCases.class.getDeclaredMethod(method, parameters));
  }

  static class OverloadTestCases {

    @Test
    void alone() {}

    @Test
    void helped() {
      helped(1);
    }

    void helped(int times) {}

    @Test
    void twice() {}

    @Test
    void twice(MemoryScope memory) {}
  }

  static class MoreOverloadTestCases extends OverloadTestCases {

    @Test
    void alone(MemoryScope memory) {}
  }
}
