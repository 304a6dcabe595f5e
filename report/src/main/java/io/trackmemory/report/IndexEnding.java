package io.trackmemory.report;

import static java.util.Objects.requireNonNull;

import io.trackmemory.report.IndexEntry.Ending;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How tests ended, as chips and rows show it. Components are the keys of the template.
 *
 * @param letter what the script filters by
 * @param style how it is painted
 * @param word {@code failed}
 * @param title {@code Failed}
 * @param icon outline of the icon
 * @param mark markup of the icon with its title; holds nothing that a test says
 */
record IndexEnding(
    String letter, String style, String word, String title, String icon, String mark) {

  private static final Map<Ending, IndexEnding> ALL = new EnumMap<>(Ending.class);

  static {
    put(Ending.FAILED, "f", "bad", "M2 2l6 6M8 2l-6 6");
    put(Ending.UNCERTIFIED, "u", "", "M3 3a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1M5 8.4v.1");
    put(Ending.ABORTED, "a", "", "M2 5h6");
    put(Ending.PASSED, "p", "good", "M1.5 5.5l2.5 2.5 4.5-6");
  }

  private static void put(Ending ending, String letter, String style, String icon) {
    String title = ending.word.substring(0, 1).toUpperCase(Locale.ROOT) + ending.word.substring(1);
    String mark =
        ("<span class=\"ic " + style + "\" title=\"" + title + "\"><span class=\"off\">" + title)
            + "</span><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><path d=\""
            + (icon + "\"/></svg></span>");
    ALL.put(ending, new IndexEnding(letter, style, ending.word, title, icon, mark));
  }

  static IndexEnding of(Ending ending) {
    return requireNonNull(ALL.get(ending));
  }
}
