package io.trackmemory.dsl;

import io.trackmemory.dsl.baseline.BaselineFile;
import io.trackmemory.tracker.spi.TestFolders;
import java.nio.file.Path;

/**
 * Where the baselines of the test that this thread runs are, and what may be done with them.
 *
 * @param folder the folder of them all
 * @param testClass name of the test's class, or of the one whose code asks
 * @param update whether what is measured becomes the baseline
 * @param ci whether the variable {@code CI} is set, so that nothing new is stored
 */
record BaselinePlace(Path folder, String testClass, boolean update, boolean ci) {

  /** The variable that says so, unless it is empty or {@code false}. */
  static boolean isCi(String variable) {
    return !variable.isBlank() && !variable.equalsIgnoreCase("false");
  }

  /** The file of the class, in which those inside of it have theirs too. */
  BaselineFile file() {
    return new BaselineFile(folder, TestFolders.topLevel(testClass));
  }
}
