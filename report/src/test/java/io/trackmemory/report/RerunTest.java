package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerunTest {

  private static String of(String testClass, String method, boolean gradle) {
    return Rerun.of(new TestId(testClass, method, "[1]"), gradle);
  }

  @Test
  void of_eachTool() {
    assertThat(of("com.acme.BookTest$Inner", "fills", false))
        .isEqualTo("mvn test -Dtest='com.acme.BookTest$Inner#fills'");
    assertThat(of("com.acme.BookTest$Inner", "fills", true))
        .isEqualTo("./gradlew test --tests 'com.acme.BookTest$Inner.fills'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class                        | T",
        "(class)                      | T",
        "twice(int,java.lang.String)  | T#twice*",
        "fills the book               | T#fills the book",
        "na\u00efve\u4e00             | T#na\u00efve\u4e00",
        "a,b+c*d#e!f%g                | T#a?b?c?d?e?f?g",
      })
  void of_namesThatMeanMore(String method, String name) {
    assertThat(of("T", method, false)).isEqualTo("mvn test -Dtest='" + name + "'");
  }

  @Test
  void of_hostileName_endsNoQuote() {
    String method = "x'; rm -rf ~; echo '$(id)`id`\n\\";
    assertThat(of("T", method, false))
        .isEqualTo("mvn test -Dtest='T#x?? rm -rf ?? echo ?$?id??id???'");
    assertThat(of("T", method, true)).matches("\\./gradlew test --tests '[^'`\n]*'");
  }

  @Test
  void of_nameTooLongForALine_isItsClass() {
    assertThat(of("T", "n".repeat(400), false)).isEqualTo("mvn test -Dtest='T'");
    assertThat(of("n".repeat(400), "m", false))
        .isEqualTo("mvn test -Dtest='" + "n".repeat(300) + "*'");
  }
}
