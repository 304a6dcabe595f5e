package io.trackmemory.report.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmArgumentsTest {

  @ParameterizedTest
  @CsvSource({
    "-Xmx512m, -Xmx512m",
    "-XX:+UseZGC, -XX:+UseZGC",
    "-XX:MaxDirectMemorySize=64m, -XX:MaxDirectMemorySize=64m",
    "-Dtrackmemory.live.max=100, -Dtrackmemory.live.max=100",
    "-Ddb.password=secret, -Ddb.password...",
    "-XX:OnOutOfMemoryError=curl secret, -XX:OnOutOfMemoryError...",
    "-javaagent:/home/me/tracker.jar=token=secret, -javaagent:tracker.jar",
    "-agentpath:/home/me/secret.so, -agentpath...",
    "--add-opens=java.base/java.lang=ALL-UNNAMED, --add-opens...",
    "secret, (other)",
  })
  void shown_argument_hasNoSecret(String argument, String shown) {
    assertThat(JvmArguments.shown(List.of(argument))).containsExactly(shown);
  }
}
