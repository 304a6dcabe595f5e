package io.trackmemory.tracker.leak;

import io.trackmemory.tracker.ChainLink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a search found. Every survivor of the query is in exactly one finding or one part set apart,
 * unless the search could not be made.
 *
 * @param findings one per holder, most survivors first
 * @param setApart survivors that are no leak
 * @param uncertified why the search could not be made and what to do, without a final full stop;
 *     empty where it could
 */
public record LeakFindings(
    List<Finding> findings, List<Apart> setApart, Optional<String> uncertified) {

  /** Reasons of survivors that nothing holds strongly, in the dump at least. */
  public static final List<String> NOT_STRONGLY_HELD =
      List.of(Reachability.SOFT, LeakAnalysis.COLLECTED);

  /** Nothing survived. */
  public static final LeakFindings NONE = new LeakFindings(List.of(), List.of(), Optional.empty());

  /** Copies the lists. */
  public LeakFindings {
    findings = List.copyOf(findings);
    setApart = List.copyOf(setApart);
  }

  static LeakFindings uncertified(String cause) {
    return new LeakFindings(List.of(), List.of(), Optional.of(cause));
  }

  /**
   * Survivors that one holder holds.
   *
   * @param signature stable name of the holder, the same in every run: {@code
   *     com.acme.Registry.SESSIONS}
   * @param rootDescription what the chain starts from: {@code static field of com.acme.Registry}
   * @param chain the shortest chain of references from the root to the first leaked object, which
   *     is its last link
   * @param suspectIndex index in {@code chain} of the first reference in the user's own code
   * @param survivors indexes into the query's list, ascending
   * @param retainedBytes bytes that would be freed without these objects, empty where it took too
   *     long to tell
   */
  public record Finding(
      String signature,
      String rootDescription,
      List<ChainLink> chain,
      OptionalInt suspectIndex,
      List<Integer> survivors,
      OptionalLong retainedBytes) {

    /** Copies the lists. */
    public Finding {
      chain = List.copyOf(chain);
      survivors = List.copyOf(survivors);
    }
  }

  /**
   * Survivors that are no leak.
   *
   * @param reason why
   * @param survivors indexes into the query's list, ascending
   */
  public record Apart(String reason, List<Integer> survivors) {

    /** Copies the list. */
    public Apart {
      survivors = List.copyOf(survivors);
    }
  }
}
