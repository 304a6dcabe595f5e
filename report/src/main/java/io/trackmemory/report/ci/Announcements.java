package io.trackmemory.report.ci;

import io.trackmemory.report.ShortForm;
import io.trackmemory.report.WrittenReport;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tells each failure of a run where the tests run: to an agent that reads the console, and to build
 * servers. Nothing is told of what passed. Any threads may call it; what is printed at once stays
 * together.
 */
public final class Announcements {

  private final Environment environment;
  private final Consumer<String> console;
  private final GitHub gitHub;

  /**
   * Those of a process.
   *
   * @param variables of its environment
   * @param console takes lines for standard output
   */
  public Announcements(UnaryOperator<@Nullable String> variables, Consumer<String> console) {
    this.environment = new Environment(variables);
    this.console = console;
    this.gitHub = new GitHub(environment, console);
  }

  /**
   * Tells a failure, if the report is of one.
   *
   * @throws IOException if a build server's file cannot be written; all else is told
   */
  public void tell(WrittenReport report, AgentOutput agent, BuildServer server) throws IOException {
    if (report.failure().isEmpty()) {
      return;
    }
    ShortForm failure = report.failure().get();
    if (agent == AgentOutput.ALWAYS || (agent == AgentOutput.AUTO && environment.isReadByAgent())) {
      console.accept(failure.text());
    }
    boolean auto = server == BuildServer.AUTO;
    if (server == BuildServer.ATTACHMENTS
        || (auto && (environment.isJenkins() || environment.isGitLab()))) {
      Attachments.of(report, project()).forEach(console);
    }
    if (server == BuildServer.GITHUB || (auto && environment.isGitHub())) {
      gitHub.tell(failure);
    }
  }

  private Optional<Path> project() {
    try {
      return environment
          .get("CI_PROJECT_DIR")
          .filter(folder -> environment.isGitLab())
          .map(folder -> Path.of(folder).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
