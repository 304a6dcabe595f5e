package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.ForeignCode.Treatment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of a check that passes while threads that no scope follows ran the user's own code:
 * what it asks for may have happened there.
 *
 * @param check the check and what it is about: {@code hasNoLeaks() of the action}
 */
record Elsewhere(TrackerAccess tracker, String check) {

  private static final String WAY_OUT =
      "; have it seen too by onAllThreads() (annotations: @TrackMemory(threads = Threads.ALL)), or"
          + " follow it by MemoryScope.wrap(...) around what is handed over";

  /** The same ruling, unless it passes. */
  Ruling judge(Ruling ruling, Optional<MemorySnapshot> seen, Object expected) {
    if (!(ruling instanceof Ruling.Passed) || seen.isEmpty()) {
      return ruling;
    }
    List<ForeignCode> codes = tracker.foreignCode(seen.get());
    Treatment treatment = codes.isEmpty() ? Treatment.IGNORE : tracker.foreign();
    return switch (treatment) {
      case IGNORE -> ruling;
      case FAIL -> new Ruling.Uncertified(all(codes) + WAY_OUT, expected);
      case WARN -> {
        for (ForeignCode code : codes) {
          tracker.warn(code, check, " passed, but " + of(code) + WAY_OUT);
        }
        yield new Ruling.Passed("Passed, but " + all(codes) + WAY_OUT, ruling.measure());
      }
    };
  }

  private static String all(List<ForeignCode> codes) {
    return codes.stream().map(Elsewhere::of).collect(Collectors.joining("; "));
  }

  private static String of(ForeignCode code) {
    String name = code.threadName().isBlank() ? "#" + code.threadId() : code.threadName();
    return "thread "
        + name
        + " ran your own code meanwhile, which this check does not see: "
        + Text.objects(code.count(), code.bytes())
        + ", most of it at "
        + code.line();
  }
}
