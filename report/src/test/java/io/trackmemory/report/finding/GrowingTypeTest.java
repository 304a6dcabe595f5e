package io.trackmemory.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The types that grow, against the JDK that runs this. */
class GrowingTypeTest {

  static final List<GrowingType> TYPES = GrowingType.ALL;

  @ParameterizedTest
  @FieldSource("TYPES")
  void type_ofThisJdk_hasAMethodThatMakesItGrow(GrowingType type)
      throws ReflectiveOperationException {
    Set<String> methods =
        Arrays.stream(Class.forName(type.className()).getDeclaredMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(type.methods()).as("of %s", methods).anyMatch(methods::contains);
  }

  @ParameterizedTest
  @CsvSource({
    "java.util.ArrayList, java.lang.Object[], 456, 110",
    "java.util.HashMap, java.util.HashMap$Node[], 2064, 512",
    "java.util.HashMap, java.util.HashMap$Node[], 2072, 512",
    "java.lang.AbstractStringBuilder, byte[], 9232, 9216",
    "java.io.ByteArrayOutputStream, byte[], 80, 64"
  })
  void capacity_isTheRoomOfTheArray(String name, String array, long bytes, long capacity) {
    GrowingType type =
        GrowingType.ALL.stream()
            .filter(each -> each.className().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(type.capacity(array, bytes, 16, 4)).isEqualTo(capacity);
  }
}
