package io.trackmemory.report.cli;

import io.trackmemory.report.FolderCommands;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. For one thread; writes to what it is given. */
@Command(
    name = "trackmemory",
    description = "Reports of tracked tests: compare two runs, merge those of several machines.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineMain.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CompareCommand.class,
      MergeCommand.class,
      EventsSubcommand.class,
      ExportCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and nothing is worse",
      "1:something is worse (compare); no event was found (events)",
      "2:something that was given cannot be used: an option, a folder, a file that is no report",
      "3:the command itself broke; what it prints then belongs into a bug report"
    })
final class CommandLineMain implements Callable<Integer> {

  /** Never one that a command means something by. */
  static final int BROKEN = 3;

  @Spec
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  /** Ends the JVM with one of the exit codes that {@code --help} lists. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(run(out, err, arguments));
  }

  /** Runs a command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      return new CommandLine(new CommandLineMain())
          .setOut(out)
          .setErr(err)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .setExitCodeExceptionMapper(CommandLineMain::exitCode)
          .execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      err.println("error: " + e);
      return BROKEN;
    }
  }

  private static int exitCode(Throwable thrown) {
    return thrown instanceof ParameterException ? FolderCommands.BAD_INPUT : BROKEN;
  }

  /** Without a command. */
  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "a command must be given: compare, merge, events, export or help");
  }

  /** That of the jar; there is none where classes are run from a folder. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = CommandLineMain.class.getPackage().getImplementationVersion();
      return new String[] {"trackmemory " + (version == null ? "(not packaged)" : version)};
    }
  }
}
