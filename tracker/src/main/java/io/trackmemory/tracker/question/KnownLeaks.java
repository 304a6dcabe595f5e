package io.trackmemory.tracker.question;

import io.trackmemory.tracker.Leak;
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
   */
  static List<Place> covered(
      KnownLeak known, Leak leak, Finding finding, IntFunction<@Nullable Object> objectOf) {
    if (!known.isHeld(leak)) {
      return List.of();
    }
    if (!known.namesType()) {
      return finding.places();
    }
    Set<Integer> entries = new HashSet<>();
    for (Place place : finding.places()) {
      Object object = objectOf.apply(place.survivor());
      if (object != null
          && place.role() != Role.PART
          && known.isOf(object.getClass(), TypeNames.of(object.getClass()))) {
        entries.add(place.entry());
      }
    }
    List<Place> covered = new ArrayList<>(finding.places());
    List<Place> left = new ArrayList<>(finding.places());
    covered.removeIf(place -> !entries.contains(place.entry()));
    left.removeIf(place -> entries.contains(place.entry()));
    return isStructureLeft(finding, left) ? finding.places() : covered;
  }

  /** Whether a finding of classes, which are no survivors, is covered. */
  static boolean coversClasses(KnownLeak known, Leak leak) {
    return known.isHeld(leak)
        && (!known.namesType()
            || leak.objects().stream().allMatch(row -> known.isOf(Class.class, row.typeName())));
  }

  /** Whether known leaks cover a finding but for nodes and arrays of collections. */
  static boolean isStructureLeft(Finding finding, List<Place> left) {
    return left.size() < finding.places().size()
        && left.stream().allMatch(place -> place.role() == Role.STRUCTURE);
  }
}
