package io.trackmemory.report.cli;

import io.trackmemory.report.FolderCommands;
import io.trackmemory.report.StackFormat;
import io.trackmemory.report.StackFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the call stacks of a test for other tools. */
@Command(
    name = "export",
    description = "Writes the call stacks of a test in a form that other tools open.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineMain.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "2:a file cannot be used, and what was there is as before"})
final class ExportCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "<form>", description = "${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init") // by picocli
  private StackFormat form;

  @Parameters(index = "1", paramLabel = "<json>", description = "The JSON of a test's report.")
  @SuppressWarnings("NullAway.Init") // by picocli
  private Path json;

  @Parameters(index = "2", paramLabel = "<file>", description = "The file to write.")
  @SuppressWarnings("NullAway.Init") // by picocli
  private Path file;

  @Override
  public Integer call() {
    try {
      StackFormats.write(json, form, file);
    } catch (IllegalArgumentException e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return failed(e.toString());
    }
    spec.commandLine().getOut().println("written: " + file);
    return FolderCommands.DONE;
  }

  private int failed(String why) {
    spec.commandLine().getErr().println("error: " + why);
    return FolderCommands.BAD_INPUT;
  }
}
