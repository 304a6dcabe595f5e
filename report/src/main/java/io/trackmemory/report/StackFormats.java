package io.trackmemory.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the call stacks of a test in forms that other tools open: of what the decisive check saw,
 * or else the whole test, with each row's exact count and bytes. Any thread may call it.
 */
public final class StackFormats {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private StackFormats() {}

  /**
   * Writes a file.
   *
   * @param json the JSON of a test's report
   * @param format the form
   * @param file is written whole, or left as it was
   * @throws IllegalArgumentException if {@code json} is no report of a test, or has no stacks
   * @throws IOException if a file cannot be read or written
   */
  public static void write(Path json, StackFormat format, Path file) throws IOException {
    String text;
    try {
      text = format.text(StackProfile.read(Files.readString(json)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          json + " is no report of a test that can be told so: " + e.getMessage(), e);
    }
    AtomicFile.write(file, text);
  }

  /**
   * The command {@code export <form> <JSON of a test> <file>}.
   *
   * @return 0, 1 if it failed, 2 if that is none
   */
  static int run(PrintStream out, PrintStream err, String... arguments) {
    Optional<StackFormat> format = arguments.length == 4 ? format(arguments[1]) : Optional.empty();
    if (format.isEmpty()) {
      err.println(
          "usage: export <"
              + Arrays.stream(StackFormat.values())
                  .map(StackFormats::name)
                  .collect(Collectors.joining("|"))
              + "> <JSON of a test> <file>");
      return USAGE;
    }
    try {
      Path file = Path.of(arguments[3]);
      write(Path.of(arguments[2]), format.get(), file);
      out.println("written: " + file);
      return DONE;
    } catch (IllegalArgumentException | IOException e) {
      err.println("failed: " + (e instanceof IOException ? e.toString() : e.getMessage()));
      return FAILED;
    }
  }

  private static Optional<StackFormat> format(String name) {
    return Arrays.stream(StackFormat.values()).filter(each -> name(each).equals(name)).findFirst();
  }

  private static String name(StackFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
