package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The commands over folders of reports, for the command line. Stateless; each call is for one
 * thread.
 */
public final class FolderCommands {

  /** Nothing is worse, or all was done. */
  public static final int DONE = 0;

  /** Something is worse. */
  public static final int WORSE = 1;

  /** Something that was given cannot be used, or a file cannot be written. */
  public static final int BAD_INPUT = 2;

  private final PrintWriter out;
  private final PrintWriter err;

  /** Commands that print there. */
  public FolderCommands(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  private interface Command {
    int run() throws IOException;
  }

  /**
   * Prints what changed from one run to another.
   *
   * @param before the folder of the first run
   * @param after the folder of the second
   * @param tolerance by how much percent figures may differ, {@code 5%}
   * @param wholeTests whether all that a test allocates is judged, beside what its checks saw
   * @param html where to write a page, if anywhere
   * @param json where to write all of it as JSON, if anywhere
   * @return {@link #DONE}, {@link #WORSE} or {@link #BAD_INPUT}
   */
  public int compare(
      Path before,
      Path after,
      String tolerance,
      boolean wholeTests,
      Optional<Path> html,
      Optional<Path> json) {
    return run(
        () -> {
          RunComparison runs = RunComparison.of(before, after, Slack.parse(tolerance), wholeTests);
          out.print(ComparisonText.of(runs));
          if (html.isPresent()) {
            write(html.get(), page(runs, html.get()));
          }
          if (json.isPresent()) {
            write(json.get(), ComparisonJson.of(runs));
          }
          List<IndexReader.Unreadable> problems = runs.problems();
          problems.forEach(this::unreadable);
          if (runs.tests().stream().noneMatch(ComparedTest::isOfBoth)) {
            err.println(
                "error: no test is in both runs, so that nothing was compared: "
                    + before
                    + " and "
                    + after);
            return BAD_INPUT;
          }
          return problems.isEmpty() ? runs.isWorse() ? WORSE : DONE : BAD_INPUT;
        });
  }

  private static String page(RunComparison runs, Path file) {
    StringWriter text = new StringWriter();
    Templates.comparison(ComparisonView.of(runs, file), text);
    return text.toString();
  }

  private void write(Path file, String text) throws IOException {
    Path whole = file.toAbsolutePath();
    try {
      Files.createDirectories(whole.resolveSibling(".").normalize());
      AtomicFile.write(whole, text);
    } catch (IOException e) {
      throw new IOException(file + " cannot be written: " + e, e);
    }
    out.println("written: " + file);
  }

  /**
   * Copies the reports of several folders into one, with one index.
   *
   * @param target the folder to write, which must be empty or not exist
   * @param folders the folders to read
   * @return {@link #DONE} or {@link #BAD_INPUT}
   */
  public int merge(Path target, List<Path> folders) {
    return run(
        () -> {
          ReportMerge.Merged merged = merged(target, folders);
          out.println(
              Numbers.count(merged.reports(), "report")
                  + " of "
                  + Numbers.count(folders.size(), "folder")
                  + " in "
                  + target.resolve("index.html"));
          merged.problems().forEach(this::unreadable);
          return merged.problems().isEmpty() ? DONE : BAD_INPUT;
        });
  }

  private static ReportMerge.Merged merged(Path target, List<Path> folders) throws IOException {
    try {
      return ReportMerge.into(target, folders);
    } catch (IOException e) {
      throw new IOException("the reports cannot be merged into " + target + ": " + e, e);
    }
  }

  private void unreadable(IndexReader.Unreadable file) {
    err.println("error: " + file.name() + " is no report that can be read: " + file.problem());
  }

  private int run(Command command) {
    try {
      return command.run();
    } catch (IllegalArgumentException | ReportException | IOException | UncheckedIOException e) {
      err.println("error: " + e.getMessage());
      return BAD_INPUT;
    } finally {
      out.flush();
      err.flush();
    }
  }
}
