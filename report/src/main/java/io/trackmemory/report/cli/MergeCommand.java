package io.trackmemory.report.cli;

import io.trackmemory.report.FolderCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Merges folders of reports. */
@Command(
    name = "merge",
    description = "Copies the reports of several machines into one folder, with one index.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineMain.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all reports are there",
      "2:a folder or file cannot be used; files that are no report are copied and listed"
    })
final class MergeCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<target>",
      description = "Folder to write, which must be empty or not exist.")
  @SuppressWarnings("NullAway.Init") // by picocli
  private Path target;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "<folder>",
      description = "Folders of reports, one for each machine.")
  @SuppressWarnings("NullAway.Init") // by picocli
  private List<Path> folders;

  @Override
  public Integer call() {
    return new FolderCommands(spec.commandLine().getOut(), spec.commandLine().getErr())
        .merge(target, folders);
  }
}
