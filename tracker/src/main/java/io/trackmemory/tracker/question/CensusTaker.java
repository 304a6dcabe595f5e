package io.trackmemory.tracker.question;

import io.trackmemory.tracker.heap.HeapExamination;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.holder.LeakQuery;
import org.jspecify.annotations.Nullable;

/**
 * Takes a census of the live heap after another, each by a heap dump that is deleted again. For one
 * thread at a time; costs what a search for leaks costs.
 */
public final class CensusTaker {

  private final LeakQuery query;
  private @Nullable StartedClasses started;

  /** Takes them with the extra roots and patterns of a query, which asks for no object. */
  public CensusTaker(LeakQuery query) {
    this.query = query;
  }

  /** No census could be taken. */
  public static final class ImpossibleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why, and what to do. */
    public ImpossibleException(String causeAndAdvice) {
      super(causeAndAdvice);
    }
  }

  /**
   * Takes one.
   *
   * @param before the one taken before, which tells what came since
   */
  public HeapCensus take(HeapCensus before) throws ImpossibleException {
    HeapExamination.Answer<HeapCensus> answer =
        HeapExamination.usual().ask(query.probe(), (content, dumpBytes) -> census(content, before));
    return answer.value().orElseThrow(() -> new ImpossibleException(answer.uncertified()));
  }

  private HeapCensus census(HeapReader.Content content, HeapCensus before) {
    HeapCensus census = new HeldObjects(content, query).census(before, started);
    started = StartedClasses.in(content.graph());
    return census;
  }
}
