package io.trackmemory.tracker.leak;

/**
 * Takes a census of the live heap by a heap dump that is deleted again. Any thread may call it;
 * costs what a search for leaks costs.
 */
public final class CensusTaker {

  private final LeakQuery query;

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
   * @param before the one before, which tells what came since
   */
  public HeapCensus take(HeapCensus before) throws ImpossibleException {
    HeapExamination.Answer<HeapCensus> answer =
        HeapExamination.usual()
            .ask(
                new DumpProbe(query),
                (content, dumpBytes) -> new HeldObjects(content, query).census(before));
    return answer.value().orElseThrow(() -> new ImpossibleException(answer.uncertified()));
  }
}
