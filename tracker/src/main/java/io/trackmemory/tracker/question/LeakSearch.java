package io.trackmemory.tracker.question;

import io.trackmemory.tracker.heap.Deadline;
import io.trackmemory.tracker.heap.HeapExamination;
import io.trackmemory.tracker.heap.Probed;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Reachability;
import io.trackmemory.tracker.question.LeakFindings.Apart;
import io.trackmemory.tracker.spi.ReferenceFate;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Tells what holds objects that survived a full collection, by a heap dump that is deleted again.
 *
 * <p>Any thread may call it; searches at the same time do not disturb each other. Costs a dump and
 * a walk over all live objects: see {@code docs/leaks.md} for figures. Heaps that are too large are
 * not searched, and said so.
 */
public final class LeakSearch {

  static final long MAX_DUMP_BYTES_FOR_SIZES = 256L << 20;
  static final Duration MAX_SIZING = Duration.ofSeconds(2);

  private LeakSearch() {}

  /** Searches for the holders of a query's survivors. */
  public static LeakFindings search(LeakQuery query) {
    return search(query, HeapExamination.usual());
  }

  /**
   * Tells what keeps one object alive, whatever it is: no rule sets anything apart here. Empty if
   * the object is gone.
   *
   * @param userClass whether a class, by binary name, is the user's own code
   */
  static HeapExamination.Answer<Optional<ReferenceFate>> holderOf(
      WeakReference<?> object, Predicate<String> userClass) {
    LeakQuery query = LeakQuery.ofUnknownMakers(List.of(object), userClass);
    return HeapExamination.usual()
        .ask(
            query.probe(),
            (content, dumpBytes) ->
                new LeakAnalysis(content, query, List.of())
                    .holderOfFirst(dumpBytes <= MAX_DUMP_BYTES_FOR_SIZES));
  }

  /**
   * Whether a survivor that is set apart with a reason will be gone once the test has ended or
   * memory runs out; what such an object alone could give back is then lost.
   */
  public static boolean isEndOfOwner(String reason) {
    return reason.equals(Reachability.BY_TEST) || LeakFindings.NOT_STRONGLY_HELD.contains(reason);
  }

  /** Searches within the bounds given. */
  static LeakFindings search(LeakQuery query, HeapExamination heap) {
    if (query.survivors().isEmpty()) {
      return LeakFindings.NONE;
    }
    if (query.asksOnlyForNotHolders()) {
      List<Integer> all = IntStream.range(0, query.survivors().size()).boxed().toList();
      return LeakFindings.of( // a clean test must not cost a dump
          List.of(), List.of(new Apart(LeakAnalysis.ASKED, all)));
    }
    HeapExamination.Answer<LeakFindings> answer =
        heap.ask(
            query.probe(),
            (content, dumpBytes) -> {
              requireShown(query, Probed.in(content).survivors());
              return new LeakAnalysis(content, query, query.rules())
                  .findings(dumpBytes <= MAX_DUMP_BYTES_FOR_SIZES, new Deadline(MAX_SIZING));
            });
    return answer.value().orElseGet(() -> LeakFindings.uncertified(answer.uncertified()));
  }

  /** An object that the dump lacks must have been collected: never is a leak lost on the way. */
  private static void requireShown(LeakQuery query, List<Integer> nodes) throws IOException {
    for (int i = 0; i < query.survivors().size(); i++) {
      if (nodes.get(i) < 0 && !query.survivors().get(i).refersTo(null)) {
        throw new IOException("the heap dump lacks an object that is alive");
      }
    }
  }
}
