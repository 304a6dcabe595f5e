package io.trackmemory.tracker.question;

import io.trackmemory.tracker.Leak.Keeper;
import io.trackmemory.tracker.holder.Reachability;
import io.trackmemory.tracker.holder.ReferenceChain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a search found. Every survivor of the query is in exactly one finding or one part set apart,
 * unless the search could not be made.
 *
 * @param findings one per holder, most survivors first
 * @param setApart survivors that are no leak
 * @param behindPatterns how many survivors each pattern would have set apart, had the chain not
 *     gone on into the user's own code
 * @param uncertified why the search could not be made and what to do, without a final full stop;
 *     empty where it could
 */
public record LeakFindings(
    List<Finding> findings,
    List<Apart> setApart,
    Map<String, Integer> behindPatterns,
    Optional<String> uncertified) {

  /** Reasons of survivors that nothing holds strongly, in the dump at least. */
  public static final List<String> NOT_STRONGLY_HELD =
      List.of(Reachability.SOFT, LeakAnalysis.COLLECTED);

  /** Nothing survived. */
  public static final LeakFindings NONE = of(List.of(), List.of());

  /** Copies the lists and the map. */
  public LeakFindings {
    findings = List.copyOf(findings);
    setApart = List.copyOf(setApart);
    behindPatterns = Map.copyOf(behindPatterns);
  }

  static LeakFindings of(List<Finding> findings, List<Apart> setApart) {
    return new LeakFindings(findings, setApart, Map.of(), Optional.empty());
  }

  static LeakFindings uncertified(String cause) {
    return new LeakFindings(List.of(), List.of(), Map.of(), Optional.of(cause));
  }

  /**
   * Survivors that one holder holds.
   *
   * @param keeper whose they are
   * @param signature stable name of the holder, the same in every run: {@code
   *     com.acme.Registry.SESSIONS}
   * @param chain the shortest chain of references to the first leaked object
   * @param places the survivors, as the query's list has them, and where in what is held each is
   * @param chains those to the nearest object of each type among them, by type name
   * @param retainedBytes bytes that would be freed without these objects, empty where it took too
   *     long to tell
   */
  public record Finding(
      Keeper keeper,
      String signature,
      ReferenceChain chain,
      List<Place> places,
      Map<String, ReferenceChain> chains,
      OptionalLong retainedBytes) {

    /** Copies the lists. */
    public Finding {
      places = List.copyOf(places);
      chains = Map.copyOf(chains);
    }

    /** Indexes into the query's list, ascending. */
    public List<Integer> survivors() {
      return places.stream().map(Place::survivor).toList();
    }

    /** The chain to an object of a type, if there is one, else to the first object. */
    public ReferenceChain chainTo(String typeName) {
      return chains.getOrDefault(typeName, chain);
    }
  }

  /**
   * Where a survivor is in what its holder holds.
   *
   * @param survivor index into the query's list
   * @param entry number of the object that the holder was given, the same for what hangs on it, and
   *     for key, value and node of one entry of a map
   * @param role what it is there
   */
  public record Place(int survivor, int entry, Role role) {}

  /** What a survivor is in what its holder holds. */
  public enum Role {
    /** An object that was given to the holder. */
    HEAD,
    /** What such an object holds. */
    PART,
    /** A node or an array by which a collection holds what it was given. */
    STRUCTURE
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
