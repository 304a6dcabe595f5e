package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.sample.Marks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump of the heap beside the page of a leak, for whoever asks for one. */
class HeapDumpOfLeakTest {

  @TempDir Path folder;

  @AfterEach
  void clear() {
    Marks.clear();
  }

  private void run(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of("trackmemory.report", "always", "trackmemory.report.dir", folder.toString()));
    all.addAll(List.of(settings));
    Fixtures.run(LeakingTestCases.class, all.toArray(String[]::new));
  }

  private Path dump(String test) {
    return folder.resolve(LeakingTestCases.class.getName()).resolve(test + ".hprof");
  }

  @Test
  void asked_isWrittenForALeakOnly_andGoesWithIt() throws IOException {
    run("trackmemory.report.heap-dump", "true");
    assertThat(dump("leaks").resolveSibling("leaks.html")).exists();
    try (InputStream in = Files.newInputStream(dump("leaks"))) {
      assertThat(new String(in.readNBytes(19), StandardCharsets.US_ASCII))
          .isEqualTo("JAVA PROFILE 1.0.2\0");
    }
    assertThat(dump("allocates")).doesNotExist();
    run();
    assertThat(dump("leaks")).doesNotExist();
  }

  @Test
  void confidential_isNotWritten() {
    run("trackmemory.report.heap-dump", "true", "trackmemory.report.confidential", "true");
    assertThat(dump("leaks")).doesNotExist();
  }

  static class LeakingTestCases {

    @Test
    @NoLeaks
    void leaks() {
      Marks.keep();
    }

    @Test
    @NoAllocations
    void allocates() {
      Marks.make(1);
    }
  }
}
