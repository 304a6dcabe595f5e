package io.trackmemory.acceptance;

import io.trackmemory.tracker.PeakCases;
import io.trackmemory.tracker.question.SearchProgram;

/**
 * Looks for leaks, growth and peaks, and into structures, in one JVM, and prints what was said. The
 * first two parts before any agent is there.
 */
final class CollectorsMain {

  private CollectorsMain() {}

  /**
   * Prints the lines of each part.
   *
   * @param arguments how many of the checks of growth to make; before that, {@code growth only}
   *     where nothing else is to be looked at
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1) {
      StructuresMain.main(arguments);
      SearchProgram.main(arguments);
      PeakCases.main(arguments);
    }
    GrowthCollectorsMain.main(new String[] {"10", arguments[arguments.length - 1]});
  }
}
