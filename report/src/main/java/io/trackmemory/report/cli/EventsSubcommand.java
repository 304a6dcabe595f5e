package io.trackmemory.report.cli;

import io.trackmemory.report.jfr.EventsCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sums up events; prints to the streams of the process. */
@Command(
    name = "events",
    description =
        "Sums up the events of all files *.jfr of folders, or writes them into one recording.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineMain.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:there is no event, or a file cannot be read or written"})
final class EventsSubcommand implements Callable<Integer> {

  @Option(
      names = "--into",
      paramLabel = "<file>",
      description = "Write one recording of them all, for the tools of the JDK.")
  private Optional<Path> into = Optional.empty();

  @Parameters(
      arity = "1..*",
      paramLabel = "<folder or file>",
      description =
          "Where the events are; of a test that one has more than once the latest counts.")
  @SuppressWarnings("NullAway.Init") // by picocli
  private List<Path> paths;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>(List.of("events"));
    into.ifPresent(file -> arguments.addAll(List.of("--into", file.toString())));
    paths.forEach(path -> arguments.add(path.toString()));
    return EventsCommand.run(System.out, System.err, arguments.toArray(String[]::new));
  }
}
