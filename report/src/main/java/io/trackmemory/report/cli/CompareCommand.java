package io.trackmemory.report.cli;

import io.trackmemory.report.FolderCommands;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two runs. */
@Command(
    name = "compare",
    description =
        "Tells what changed from one run to another: tests, checks, types and lines, worse and"
            + " better.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineMain.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is worse",
      "1:something is worse",
      "2:a folder or file cannot be used; the rest is compared all the same"
    })
final class CompareCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<first run>",
      description = "Folder of the reports before, such as target/trackmemory of another build.")
  @SuppressWarnings("NullAway.Init") // by picocli
  private Path before;

  @Parameters(index = "1", paramLabel = "<second run>", description = "Folder of the reports now.")
  @SuppressWarnings("NullAway.Init") // by picocli
  private Path after;

  @Option(
      names = "--html",
      paramLabel = "<file>",
      description = "Write a page that shows both beside each other.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--json",
      paramLabel = "<file>",
      description = "Write all of it, every row, as JSON.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--tolerance",
      paramLabel = "<percent>",
      defaultValue = "0%",
      description =
          "By how much a figure may differ and still be the same, such as 5%%; ${DEFAULT-VALUE} if"
              + " not given.")
  @SuppressWarnings("NullAway.Init") // by picocli
  private String tolerance;

  @Option(
      names = "--whole-tests",
      description =
          "Judge all that a test allocates, set-up too; without it, that is told and judged only"
              + " where no check of the test has a figure.")
  private boolean wholeTests;

  @Override
  public Integer call() {
    return new FolderCommands(spec.commandLine().getOut(), spec.commandLine().getErr())
        .compare(before, after, tolerance, wholeTests, html, json);
  }
}
