package io.trackmemory.tracker.leak;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells what keeps one object alive, by a heap dump that is deleted again: whatever it is, as no
 * rule sets anything apart here. Any thread may call it; the costs are those of {@link LeakSearch}.
 */
public final class HolderSearch {

  private HolderSearch() {}

  /**
   * What was found.
   *
   * @param holder what holds the object, empty where that could not be told or it is gone
   * @param uncertified why it could not be told, and what to do; else empty
   */
  public record Result(Optional<HeldObject> holder, String uncertified) {}

  /**
   * Searches for what holds an object.
   *
   * @param userClass whether a class, by binary name, is the user's own code
   */
  public static Result search(WeakReference<?> object, Predicate<String> userClass) {
    LeakQuery query = new LeakQuery(List.of(object), Map.of(), List.of(), userClass, List.of());
    HeapExamination.Answer<Optional<HeldObject>> answer =
        HeapExamination.usual()
            .ask(
                query.probe(),
                (content, dumpBytes) ->
                    LeakAnalysis.withoutRules(content, query)
                        .holderOfFirst(dumpBytes <= LeakSearch.MAX_DUMP_BYTES_FOR_SIZES));
    return new Result(answer.value().flatMap(found -> found), answer.uncertified());
  }
}
