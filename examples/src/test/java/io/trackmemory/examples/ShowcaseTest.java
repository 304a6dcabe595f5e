package io.trackmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the showcase to what it promises: those that fail on purpose fail, for their reason. */
class ShowcaseTest {

  @Test
  void everyTestEndsAsMeant(@TempDir Path reports) {
    List<ShownTest> tests = ShowcaseRun.into(reports);
    assertThat(tests).filteredOn(ShownTest::failsOnPurpose).hasSize(9);
    assertThat(tests).allMatch(ShownTest::endedAsMeant, "ended as meant");
    assertThat(reports.resolve("index.html")).isNotEmptyFile();
  }
}
