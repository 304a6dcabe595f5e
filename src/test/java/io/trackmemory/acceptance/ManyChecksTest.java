package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.assertThatReference;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.ReportPolicy;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test that checks in a loop holds what a hundred checks looked at, and no more. */
class ManyChecksTest {

  private static final int CHECKS = 400;

  @TempDir Path folder;

  @Test
  void checksInALoop_letGoOfWhatTheySaw_andAreCountedInTheReport() throws IOException {
    assertThat(Engine.reportingTo(folder).run(LoopTestCases.class).passed())
        .containsExactly("checks()");
    Path page = folder.resolve(LoopTestCases.class.getName()).resolve("checks.html");
    assertThat(page).content().contains("... and 302 more checks");
    assertThat(Files.readString(page.resolveSibling("checks.json")).replaceAll("\\s+", " "))
        .contains("\"unlistedVerdicts\": { \"PASSED\": 302, \"FAILED\": 0, \"UNCERTIFIED\": 0 }");
  }

  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class LoopTestCases {

    @Test
    void checks() {
      List<WeakReference<MemorySnapshot>> seen = new ArrayList<>();
      for (int i = 0; i < CHECKS; i++) {
        MemorySnapshot snapshot = MemoryTracker.measure(() -> {});
        assertThatMemory(snapshot).hasNoAllocations();
        seen.add(new WeakReference<>(snapshot));
      }
      assertThatReference(seen.get(CHECKS / 2)).isCollected();
      assertThatReference(seen.get(CHECKS - 2)).isCollected();
    }
  }
}
