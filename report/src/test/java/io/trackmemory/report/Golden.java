package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that say what a page looks like. The system property {@code golden.update} accepts what is
 * printed now; read the difference before it is committed.
 */
final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/io/trackmemory/report");

  private Golden() {}

  static void assertEquals(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
  }
}
