package io.trackmemory.report.jfr;

import io.trackmemory.report.base.Numbers;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that read events files. */
public final class EventsCommand {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private static final String HELP =
      """
      usage: java -cp <class path of trackmemory-report> io.trackmemory.report.Main <command>
        events <folder or file>...
            sums up the events of all files *.jfr, up to where each is torn; of a test that one
            folder has more than once, the latest counts
        events --into <file> <folder or file>...
            writes them into one recording, for the tools of the JDK and JDK Mission Control
      """;

  private final PrintStream out;
  private final PrintStream err;

  private EventsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs a command; returns 0, 1 if it failed, 2 if there is no such command. */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    List<String> rest = new ArrayList<>(List.of(arguments));
    if (rest.isEmpty() || !rest.remove(0).equals("events")) {
      err.print(HELP);
      return USAGE;
    }
    boolean into = !rest.isEmpty() && rest.get(0).equals("--into");
    if (rest.size() < (into ? 3 : 1)) {
      err.print(HELP);
      return USAGE;
    }
    try {
      List<Path> paths = rest.subList(into ? 1 : 0, rest.size()).stream().map(Path::of).toList();
      EventsCommand command = new EventsCommand(out, err);
      return into
          ? command.collect(paths.get(0), paths.subList(1, paths.size()))
          : command.summarize(paths);
    } catch (IOException | UncheckedIOException e) {
      err.println("failed: " + e.getMessage());
      return FAILED;
    }
  }

  private int collect(Path target, List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      files.addAll(EventFiles.in(path));
    }
    if (files.stream().anyMatch(file -> file.toAbsolutePath().equals(target.toAbsolutePath()))) {
      err.println("failed: " + target + " is one of the files to read");
      return FAILED;
    }
    List<EventFiles.Source> sources;
    try (OutputStream all = new BufferedOutputStream(Files.newOutputStream(target))) {
      sources = EventFiles.collect(files, all);
    }
    EventSummary.problems(sources).forEach(err::println);
    int chunks = sources.stream().mapToInt(source -> source.found().chunks()).sum();
    out.println(Numbers.count(chunks, "chunk") + " in " + target);
    return chunks == 0 ? FAILED : DONE;
  }

  private int summarize(List<Path> paths) throws IOException {
    EventTotals totals = new EventTotals();
    List<EventFiles.Source> sources = new ArrayList<>();
    for (Path path : paths) {
      Path all = Files.createTempFile("trackmemory-events", ".jfr");
      try {
        try (OutputStream one = new BufferedOutputStream(Files.newOutputStream(all))) {
          sources.addAll(EventFiles.collect(EventFiles.in(path), one));
        }
        if (Files.size(all) > 0) {
          totals.add(path.toString(), all);
        }
      } finally {
        Files.deleteIfExists(all);
      }
    }
    out.print(EventSummary.of(sources, totals));
    return sources.isEmpty() ? FAILED : DONE;
  }
}
