package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.site.ObjectSizes;
import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.site.SiteTable;
import java.util.Set;
import java.util.TreeSet;

/** Turns counts into bytes, and remembers the types whose size could not be told. */
public final class SiteSizes {

  private final SiteTable sites;
  private final ObjectSizes sizes;
  private final Set<String> unknown = new TreeSet<>();

  public SiteSizes(SiteTable sites, ObjectSizes sizes) {
    this.sites = sites;
    this.sizes = sizes;
  }

  private long bytes(int site, long count, long arrayBytes) {
    Site at = sites.get(site);
    try {
      return arrayBytes + count * at.objectBytes(sizes);
    } catch (ClassNotFoundException e) {
      unknown.add(at.typeName);
      return arrayBytes;
    }
  }

  /** Bytes of an object whose size is that of its type; 0 of an array. */
  long fixed(int site) {
    return bytes(site, 1, 0);
  }

  public long bytes(Totals.Key key, Totals.Amount amount) {
    return bytes(key.site(), amount.count(), amount.arrayBytes());
  }

  public long bytes(Totals totals) {
    return totals.rows().entrySet().stream()
        .mapToLong(row -> bytes(row.getKey(), row.getValue()))
        .sum();
  }

  public Set<String> unknown() {
    return unknown;
  }
}
