package io.trackmemory.extension;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.KeptByLibrary;
import io.trackmemory.tracker.spi.Tracking;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What libraries kept of tests that were not failed for it, in a run, which begins with this
 * object: tests that pass have no message.
 */
final class KeptInRun {

  private static final int SHOWN = 20;

  private final Map<String, KeptByLibrary> before =
      Tracking.DOOR.keptByLibraries().stream()
          .collect(Collectors.toMap(KeptByLibrary::holder, Function.identity()));

  /** A line for each of the largest holders, and what to do; empty where nothing was kept. */
  String told() {
    List<KeptByLibrary> all =
        Tracking.DOOR.keptByLibraries().stream()
            .map(this::inThisRun)
            .filter(kept -> kept.objects() > 0)
            .sorted(
                Comparator.comparingLong(KeptByLibrary::bytes)
                    .reversed()
                    .thenComparing(KeptByLibrary::holder))
            .toList();
    if (all.isEmpty()) {
      return "";
    }
    String lines =
        all.stream()
            .limit(SHOWN)
            .map(kept -> "\n  " + kept.holder() + ": " + amount(kept))
            .collect(Collectors.joining());
    int more = all.size() - SHOWN;
    return "kept by libraries after tests, by default no failure, as one run cannot tell a cache"
        + " from a leak:"
        + lines
        + (more > 0 ? "\n  and " + (more == 1 ? "1 more holder" : more + " more holders") : "")
        + "\nto judge it: afterWarmup(1) or a @RepeatedTest fails for what piles up,"
        + " @NoLeaks(libraries = Libraries.JUDGED) for all of it";
  }

  private KeptByLibrary inThisRun(KeptByLibrary now) {
    KeptByLibrary then =
        before.getOrDefault(now.holder(), new KeptByLibrary(now.holder(), 0, 0, 0));
    return new KeptByLibrary(
        now.holder(),
        now.objects() - then.objects(),
        now.bytes() - then.bytes(),
        Math.max(1, now.tests() - then.tests())); // a test that ran before is told once
  }

  private static String amount(KeptByLibrary kept) {
    return (kept.objects() == 1 ? "1 object" : kept.objects() + " objects")
        + " ("
        + ByteSize.ofBytes(kept.bytes())
        + ") of "
        + (kept.tests() == 1 ? "1 test" : kept.tests() + " tests");
  }
}
