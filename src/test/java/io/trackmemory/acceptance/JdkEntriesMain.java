package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.acceptance.code.JdkEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Uses entries of the JDK and prints what was said to leak. */
final class JdkEntriesMain {

  private JdkEntriesMain() {}

  /**
   * Uses them.
   *
   * @param arguments {@code all} or {@code reversed}, or names
   */
  public static void main(String[] arguments) {
    List<JdkEntry> entries = new ArrayList<>(JdkEntry.all());
    if (arguments[0].equals("reversed")) {
      Collections.reverse(entries);
    } else if (!arguments[0].equals("all")) {
      entries.removeIf(entry -> !List.of(arguments).contains(entry.name()));
    }
    for (JdkEntry entry : entries) {
      System.out.println(entry.name() + "|" + said(entry));
    }
    System.out.flush();
    Runtime.getRuntime().halt(0); // the JDK's own threads need not end
  }

  private static String said(JdkEntry entry) {
    try {
      assertThatMemory(entry.use()).hasNoLeaks();
      return "no leak";
    } catch (AssertionError e) {
      return String.valueOf(e.getMessage()).replace('\n', '~');
    }
  }
}
