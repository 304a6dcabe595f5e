package io.trackmemory.tracker.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sites of one class in two objects, however many there are: every collection that is forced
 * for a check visits what the tracker keeps, and few sites are ever reached. Not for several
 * threads.
 */
final class PackedSites {

  private static final int ID = 0;
  private static final int KIND = 1;
  private static final int METHOD = 2;
  private static final int DESCRIPTOR = 3;
  private static final int TYPE = 4;
  private static final int LINE = 5;
  static final int FIELDS = 6;
  private static final int HALF = 8;

  private int[] records = {};
  /* Each name with its length before it, found by where it begins. In two halves, so that a text of
   * one byte a letter stays one. */
  private String names = "";

  /** Adds what one pass over the class has found. */
  void add(Batch batch) {
    int at = records.length;
    int[] longer = Arrays.copyOf(records, at + batch.size);
    System.arraycopy(batch.records, 0, longer, at, batch.size);
    for (; at < longer.length; at += FIELDS) {
      for (int field = KIND; field <= TYPE; field++) {
        longer[at + field] += names.length();
      }
    }
    records = longer;
    names = names.isEmpty() ? batch.names.toString() : names + batch.names;
  }

  boolean isEmpty() {
    return records.length == 0;
  }

  /** All of them, to be kept. */
  SitesOfClass kept(@Nullable String source) {
    return new SitesOfClass(records, names, source);
  }

  /** Takes those that were kept, where there is none yet; false if others are there. */
  boolean restore(SitesOfClass kept) {
    if (isEmpty()) {
      records = kept.records();
      names = kept.names();
      return true;
    }
    return Arrays.equals(records, kept.records()) && names.equals(kept.names());
  }

  @Nullable Site get(int id, SiteOwner owner) {
    for (int at = 0; at < records.length; at += FIELDS) {
      if (records[at + ID] == id) {
        return read(at, owner);
      }
    }
    return null;
  }

  List<Site> all(SiteOwner owner) {
    List<Site> all = new ArrayList<>();
    for (int at = 0; at < records.length; at += FIELDS) {
      all.add(read(at, owner));
    }
    return all;
  }

  private Site read(int at, SiteOwner owner) {
    return new Site(
        owner,
        records[at + ID],
        Site.Kind.valueOf(name(records[at + KIND])),
        name(records[at + METHOD]),
        name(records[at + DESCRIPTOR]),
        name(records[at + TYPE]),
        records[at + LINE],
        null);
  }

  private String name(int begin) {
    int length = names.charAt(begin) << HALF | names.charAt(begin + 1);
    return names.substring(begin + 2, begin + 2 + length);
  }

  /** What one pass over the class finds. */
  static final class Batch {

    private int[] records = new int[8 * FIELDS];
    private int size;
    private final StringBuilder names = new StringBuilder();
    private final Map<String, Integer> begins = new HashMap<>();

    void add(int id, Site.Kind kind, String method, String descriptor, String typeName, int line) {
      if (size == records.length) {
        records = Arrays.copyOf(records, size * 2);
      }
      records[size + ID] = id;
      records[size + KIND] = begin(kind.name());
      records[size + METHOD] = begin(method);
      records[size + DESCRIPTOR] = begin(descriptor);
      records[size + TYPE] = begin(typeName);
      records[size + LINE] = line;
      size += FIELDS;
    }

    private int begin(String name) {
      Integer known = begins.get(name);
      if (known == null) { // no lambda: this runs inside the transformer
        known = names.length();
        begins.put(name, known);
        int length = name.length(); // at most 65,535 in a class file
        names.append((char) (length >> HALF)).append((char) (length & 0xFF)).append(name);
      }
      return known;
    }
  }
}
