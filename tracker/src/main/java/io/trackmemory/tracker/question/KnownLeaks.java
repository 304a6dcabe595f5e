package io.trackmemory.tracker.question;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.question.LeakFindings.Finding;
import io.trackmemory.tracker.question.LeakFindings.Place;
import io.trackmemory.tracker.question.LeakFindings.Role;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.KnownLeak;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Which part of a finding a known leak covers. */
final class KnownLeaks {

  private KnownLeaks() {}

  /**
   * The survivors of a finding that are covered. One that names a type covers the objects of it
   * that the holder was given, what hangs on these, and the entries of maps that they are in: not
   * what else the same holder holds. Nodes and arrays of collections go with the last object.
   *
   * @param leak the whole finding
   * @param objectOf the survivor with an index, null if it is gone
   * @return their indexes
   */
  static List<Integer> covered(
      KnownLeak known, Leak leak, Finding finding, IntFunction<@Nullable Object> objectOf) {
    if (!known.isHeld(leak)) {
      return List.of();
    }
    if (!known.namesType()) {
      return finding.survivors();
    }
    Set<Integer> entries = entries(known, finding, objectOf);
    List<Integer> covered = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < finding.survivors().size(); i++) {
      boolean isCovered = entries.contains(finding.places().get(i).entry());
      (isCovered ? covered : left).add(finding.survivors().get(i));
    }
    return isStructureLeft(finding, left) ? finding.survivors() : covered;
  }

  /** Whether known leaks cover a finding but for nodes and arrays of collections. */
  static boolean isStructureLeft(Finding finding, List<Integer> left) {
    if (left.size() == finding.survivors().size()) {
      return false;
    }
    Set<Integer> part = new HashSet<>(left);
    for (int i = 0; i < finding.survivors().size(); i++) {
      if (part.contains(finding.survivors().get(i))
          && finding.places().get(i).role() != Role.STRUCTURE) {
        return false;
      }
    }
    return true;
  }

  private static Set<Integer> entries(
      KnownLeak known, Finding finding, IntFunction<@Nullable Object> objectOf) {
    Set<Integer> entries = new HashSet<>();
    for (int i = 0; i < finding.survivors().size(); i++) {
      Object object = objectOf.apply(finding.survivors().get(i));
      Place place = finding.places().get(i);
      if (object != null
          && place.role() != Role.PART
          && known.isOf(object.getClass(), TypeNames.of(object.getClass()))) {
        entries.add(place.entry());
      }
    }
    return entries;
  }

  static LeakResult.Expected expected(KnownLeak known, Leak leak) {
    return new LeakResult.Expected(
        known.by(), known.reason(), known.until(), known.expired(), leak);
  }
}
