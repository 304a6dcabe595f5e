package io.trackmemory.leaks;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.dsl.MemoryAssert;
import io.trackmemory.tracker.ThrowingRunnable;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Judges a program in this JVM, as a user would. */
final class JudgeProgram {

  private JudgeProgram() {}

  /**
   * Runs it.
   *
   * @param args name of the program's class; how often it runs before; a class whose objects alone
   *     are meant, or an empty name; file to write the failure's message to, empty where there is
   *     none
   */
  public static void main(String[] args) throws Throwable {
    PrintStream err = System.err;
    try {
      ThrowingRunnable program =
          Class.forName(args[0])
              .asSubclass(ThrowingRunnable.class)
              .getDeclaredConstructor()
              .newInstance();
      String message = "";
      try {
        MemoryAssert check = assertThatMemory(program).afterWarmup(Integer.parseInt(args[1]));
        if (args[2].isEmpty()) {
          check.hasNoLeaks();
        } else {
          check.hasNoLeaksOf(Class.forName(args[2]));
        }
      } catch (AssertionError e) {
        message = String.valueOf(e.getMessage());
      }
      Files.writeString(Path.of(args[3]), message);
      Runtime.getRuntime().halt(0); // threads, shutdown hooks: they may leak too
    } catch (Throwable e) {
      e.printStackTrace(err);
      Runtime.getRuntime().halt(1);
    }
  }
}
