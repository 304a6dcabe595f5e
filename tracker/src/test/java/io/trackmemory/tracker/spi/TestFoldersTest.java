package io.trackmemory.tracker.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFoldersTest {

  @Test
  void output_ofMaven_isTarget() {
    assertThat(TestFolders.output(Path.of("/p/target/test-classes")))
        .contains(Path.of("/p/target"));
  }

  @Test
  void output_ofGradle_isBuild() {
    assertThat(TestFolders.output(Path.of("/p/build/classes/java/test")))
        .contains(Path.of("/p/build"));
  }

  @Test
  void output_ofAnythingElse_isUnknown() {
    assertThat(TestFolders.output(Path.of("/p/out/production"))).isEmpty();
    assertThat(TestFolders.output(Path.of("/"))).isEmpty();
    assertThat(TestFolders.output(Path.of("tests.jar"))).isEmpty();
  }

  @Test
  void baselines_areBesideTheSourcesOfTheModule() {
    assertThat(TestFolders.baselines(Optional.of(Path.of("/p/m/build/classes/java/test"))))
        .isEqualTo(Path.of("/p/m/src/test/trackmemory").toAbsolutePath());
  }

  @Test
  void baselines_ofAnotherOutput_areWhereTestsAre(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("src/test"));
    assertThat(TestFolders.baselines(Optional.of(folder.resolve("out/test/classes"))))
        .isEqualTo(folder.resolve("src/test/trackmemory"));
  }

  @Test
  void baselines_ofNoPlace_areBelowTheWorkingDirectory() {
    assertThat(TestFolders.baselines(String.class))
        .isEqualTo(Path.of("src/test/trackmemory").toAbsolutePath());
  }
}
