package io.trackmemory.tracker.site;

import org.jspecify.annotations.Nullable;

/**
 * All sites of a class, as one pass over its file has left them, for another run that gives it the
 * same numbers. Immutable: nobody writes to its array.
 */
public final class SitesOfClass {

  private static final int LATIN_1 = 0xFF;

  private final int[] records;
  private final String names;
  private final @Nullable String source;

  /**
   * What was kept of a class.
   *
   * @param records as {@link PackedSites} has them
   * @param names likewise
   * @param source name of the source file where it is not the usual one
   */
  public SitesOfClass(int[] records, String names, @Nullable String source) {
    this.records = records;
    this.names = names;
    this.source = source;
  }

  public int[] records() {
    return records;
  }

  public String names() {
    return names;
  }

  public @Nullable String source() {
    return source;
  }

  /** One more than the highest number of a site. */
  public int end() {
    int end = 0;
    for (int at = 0; at < records.length; at += PackedSites.FIELDS) {
      end = Math.max(end, records[at] + 1);
    }
    return end;
  }

  /** Whether each character fits in a byte, as it does in the JDK. */
  public boolean isLatin1() {
    return isLatin1(names) && (source == null || isLatin1(source));
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LATIN_1) {
        return false;
      }
    }
    return true;
  }
}
