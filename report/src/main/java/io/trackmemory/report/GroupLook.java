package io.trackmemory.report;

import static java.util.Objects.requireNonNull;

import io.trackmemory.report.RunComparison.Group;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a group of compared tests is shown. Components are the keys of the templates.
 *
 * @param letter what the script filters by
 * @param style how it is painted
 * @param word {@code worse}
 * @param title {@code Worse}
 * @param icon outline of the icon
 */
record GroupLook(String letter, String style, String word, String title, String icon) {

  private static final Map<Group, GroupLook> ALL = new EnumMap<>(Group.class);

  static {
    put(Group.WORSE, "w", "bad", "M5 8.5v-7M2 4.5l3-3 3 3");
    put(Group.BETTER, "b", "good", "M5 1.5v7M2 5.5l3 3 3-3");
    put(Group.CHANGED, "c", "", "M2 3.5h6M2 6.5h6M6.5 1.5l-3 7");
    put(Group.ADDED, "n", "", "M5 1.5v7M1.5 5h7");
    put(Group.GONE, "g", "", "M1.5 5h7");
    put(Group.SAME, "s", "", "M2 3.5h6M2 6.5h6");
  }

  private static void put(Group group, String letter, String style, String icon) {
    ALL.put(group, new GroupLook(letter, style, group.word, group.title, icon));
  }

  static GroupLook of(Group group) {
    return requireNonNull(ALL.get(group));
  }
}
