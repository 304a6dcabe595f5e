package io.trackmemory.tracker.kept;

import org.jspecify.annotations.Nullable;

/**
 * Rewritten classes of the boot loader that are kept between runs. Used while the agent starts,
 * from then on as good as empty. Any thread may call it, inside the transformer too: no lambdas,
 * and no class is loaded once one was looked for.
 */
public interface KeptClasses {

  /** Nothing is kept. */
  KeptClasses NONE =
      new KeptClasses() {
        @Override
        public int sites() {
          return 0;
        }

        @Override
        public @Nullable KeptClass find(String name, boolean loaded, byte[] classFile) {
          return null;
        }

        @Override
        public void add(String name, boolean loaded, byte[] classFile, KeptClass rewritten) {}

        @Override
        public void end() {}
      };

  /** How many numbers of sites belong to them. */
  int sites();

  /**
   * What was made of a class file in an earlier run; null if this very file was not seen.
   *
   * @param loaded whether the class was loaded before: the JVM then writes the file itself
   */
  @Nullable KeptClass find(String name, boolean loaded, byte[] classFile);

  /** Tells what was made of a class that was not found. */
  void add(String name, boolean loaded, byte[] classFile, KeptClass rewritten);

  /** The agent has started: keeps what is new, and forgets all of it here. */
  void end();
}
