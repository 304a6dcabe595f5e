package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.record.Site;
import io.trackmemory.tracker.record.SiteOwner;
import io.trackmemory.tracker.record.SiteTable;
import java.util.List;

/**
 * Sites for boxes made through a method reference, which have no line in the user's code.
 *
 * @param firstId number of the first of six consecutive sites
 */
record BoxingSites(int firstId) {

  private static final List<Class<?>> BOXES =
      List.of(Integer.class, Long.class, Short.class, Character.class, Float.class, Double.class);

  /** Adds the sites to a table in the order in which the hook's methods expect them. */
  static BoxingSites in(SiteTable table) {
    int first = -1;
    for (Class<?> box : BOXES) {
      SiteOwner owner = table.owner(box.getName(), null, Origin.JDK);
      int id = owner.pass(table).next(Site.Kind.OBJECT, "valueOf", "::", box.getName(), -1);
      first = first < 0 ? id : first;
    }
    return new BoxingSites(first);
  }
}
