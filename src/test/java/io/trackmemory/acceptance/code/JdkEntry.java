package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of one of the JDK's packages, used as its documentation says, so that it leaks nothing.
 *
 * @param name of the package or class
 * @param use what to run
 */
public record JdkEntry(String name, ThrowingRunnable use) {

  /** All of them. */
  public static List<JdkEntry> all() {
    List<JdkEntry> all = new ArrayList<>(JdkEntriesOfUtilities.all());
    all.addAll(JdkEntriesOfTools.all());
    all.addAll(JdkEntriesOfFiles.all());
    all.addAll(JdkEntriesOfSecurity.all());
    all.addAll(JdkEntriesOfDesktop.all());
    return List.copyOf(all);
  }
}
