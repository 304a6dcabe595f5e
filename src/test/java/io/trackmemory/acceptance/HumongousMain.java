package io.trackmemory.acceptance;

import io.trackmemory.acceptance.code.Patterns;
import io.trackmemory.extension.ReportPolicy;
import io.trackmemory.extension.TrackMemory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs tests that allocate large objects, whose reports go to the folder that is named. */
final class HumongousMain {

  private HumongousMain() {}

  public static void main(String[] arguments) {
    Engine.reportingTo(Path.of(arguments[0])).run(HumongousTestCases.class);
  }

  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class HumongousTestCases {

    @Test
    void picturesAtOnce() {
      Patterns.picturesAtOnce();
    }

    @Test
    void picturesInHalves() {
      Patterns.picturesInHalves();
    }
  }
}
