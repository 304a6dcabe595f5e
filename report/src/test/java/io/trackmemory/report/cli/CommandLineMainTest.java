package io.trackmemory.report.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineMainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return CommandLineMain.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @Test
  void help_tellsArgumentsAndExitCodes() {
    assertThat(run("compare", "--help")).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            Usage: trackmemory compare [-hV] [--whole-tests] [--html=<file>]
                                       [--json=<file>] [--tolerance=<percent>] <first run>
                                       <second run>
            Tells what changed from one run to another: tests, checks, types and lines,
            worse and better.
                  <first run>     Folder of the reports before, such as target/trackmemory
                                    of another build.
                  <second run>    Folder of the reports now.
              -h, --help          Show this help message and exit.
                  --html=<file>   Write a page that shows both beside each other.
                  --json=<file>   Write all of it, every row, as JSON.
                  --tolerance=<percent>
                                  By how much a figure may differ and still be the same,
                                    such as 5%; 0% if not given.
              -V, --version       Print version information and exit.
                  --whole-tests   Judge all that a test allocates, set-up too; without it,
                                    that is told and judged only where no check of the test
                                    has a figure.

            Exit codes:
              0   nothing is worse
              1   something is worse
              2   a folder or file cannot be used; the rest is compared all the same
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "merge --help", "events --help", "export --help", "help", "help merge"})
  void help_ofEachCommand_isToldOnStandardOutput(String arguments) {
    assertThat(run(arguments.split(" "))).isZero();
    assertThat(out.toString()).startsWith("Usage: trackmemory");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void version_isTold() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("trackmemory ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|a command must be given: compare, merge, events, export or help",
        "campare|Unmatched argument at index 0: 'campare'",
        "compare|Missing required parameters: '<first run>', '<second run>'",
        "compare a|Missing required parameter: '<second run>'",
        "compare a b c|Unmatched argument at index 3: 'c'",
        "compare a b --htm|Unknown option: '--htm'",
        "compare a b --html|Missing required parameter for option '--html' (<file>)",
        "merge|Missing required parameters: '<target>', '<folder>'",
        "merge all|Missing required parameter: '<folder>'",
        "events|Missing required parameter: '<folder or file>'",
        "export|Missing required parameters: '<form>', '<json>', '<file>'",
        "export pprof a b|Invalid value for positional parameter at index 0 (<form>): expected one of"
      })
  void wrongArguments_areTwo_andNameWhatIsWrong(String arguments, String problem) {
    String[] split = arguments.isEmpty() ? new String[0] : arguments.split(" ");
    assertThat(run(split)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(problem)
        .containsPattern("Usage: trackmemory|Did you mean|Possible");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void commands_getWhatIsGiven(@TempDir Path dir) throws Exception {
    Path none = dir.resolve("none");
    assertThat(run("compare", none.toString(), none.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("error: there is no folder " + none);
    Path empty = Files.createDirectories(dir.resolve("empty"));
    assertThat(run("merge", none.toString(), empty.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("error: no report is in " + empty);
    assertThat(none).doesNotExist();
    assertThat(run("export", "dhat", none.toString(), empty.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("error: java.nio.file.NoSuchFileException: " + none);
  }
}
