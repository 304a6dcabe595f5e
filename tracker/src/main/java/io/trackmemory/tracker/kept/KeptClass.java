package io.trackmemory.tracker.kept;

import io.trackmemory.tracker.site.SitesOfClass;
import org.jspecify.annotations.Nullable;

/** What rewriting made of a class. Immutable: nobody writes to its array. */
public final class KeptClass {

  /** Nothing was to do. */
  public static final KeptClass UNCHANGED = new KeptClass(null, null);

  private final byte @Nullable [] rewritten;
  private final @Nullable SitesOfClass sites;

  /**
   * What was made.
   *
   * @param rewritten its new bytes; null if there was nothing to do
   * @param sites its sites; null where there was nothing to do
   */
  public KeptClass(byte @Nullable [] rewritten, @Nullable SitesOfClass sites) {
    this.rewritten = rewritten;
    this.sites = sites;
  }

  public byte @Nullable [] rewritten() {
    return rewritten;
  }

  public @Nullable SitesOfClass sites() {
    return sites;
  }
}
