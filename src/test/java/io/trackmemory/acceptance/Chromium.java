package io.trackmemory.acceptance;

import com.ruiyun.jvppeteer.api.core.Browser;
import com.ruiyun.jvppeteer.cdp.core.Puppeteer;
import com.ruiyun.jvppeteer.cdp.entities.ConnectOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser that the machine has, without a window and without what it had seen before. For one
 * thread; takes a second to start, and ends with {@link #close}.
 */
final class Chromium implements AutoCloseable {

  private static final String VARIABLE = "CHROME_BIN";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final int SECONDS_TO_START = 60;

  /** Why a test is skipped that {@link #IS_THERE} does not enable. */
  static final String NEEDED =
      "needs a browser: " + VARIABLE + ", or Chromium or Chrome on the PATH";

  static final String IS_THERE = "io.trackmemory.acceptance.Chromium#isThere";

  private final Process process;
  private final Browser browser;

  private Chromium(Process process, Browser browser) {
    this.process = process;
    this.browser = browser;
  }

  /**
   * Starts it.
   *
   * @param folder an empty folder for all that it writes
   */
  static Chromium start(Path folder) throws Exception {
    Path program = program().orElseThrow(() -> new IllegalStateException(NEEDED));
    Process process = start(program, folder);
    try {
      ConnectOptions options = new ConnectOptions();
      options.setBrowserWSEndpoint(address(process, folder));
      return new Chromium(process, Puppeteer.connect(options));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Whether the machine has one. */
  static boolean isThere() {
    return program().isPresent();
  }

  private static Optional<Path> program() {
    String named = System.getenv(VARIABLE);
    if (named != null && !named.isBlank()) {
      Path program = Path.of(named);
      if (!Files.isExecutable(program)) {
        throw new IllegalStateException(VARIABLE + " must name a program: " + named);
      }
      return Optional.of(program);
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(path.split(File.pathSeparator, -1))
                    .filter(folder -> !folder.isEmpty())
                    .flatMap(
                        folder -> Stream.of(name, name + ".exe").map(Path.of(folder)::resolve)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Process start(Path program, Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "--headless",
            "--no-sandbox", // which no container has; it opens our own files only
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder,
            "about:blank");
    builder.environment().put("TMPDIR", folder.toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output.txt").toFile());
    return builder.start();
  }

  /** Where it listens, as it writes into its folder. */
  private static String address(Process process, Path folder) throws Exception {
    Path file = folder.resolve("DevToolsActivePort");
    for (int i = 0; i < SECONDS_TO_START * 20; i++) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() > 1) {
        return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
      }
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new IllegalStateException(
        "the browser does not start: " + Files.readString(folder.resolve("output.txt")));
  }

  /** A tab that shows {@code file}, as {@code look} says. */
  ShownPage open(Path file, Look look) throws Exception {
    return ShownPage.of(browser.newPage(), file, look);
  }

  /**
   * How a page is looked at.
   *
   * @param width in CSS pixels
   * @param height in CSS pixels
   * @param dark whether the reader likes it dark
   * @param script whether the page's script runs
   */
  record Look(int width, int height, boolean dark, boolean script) {

    static final Look DESK = new Look(1280, 900, false, true);
    static final Look DARK = new Look(1280, 900, true, true);
    static final Look PHONE = new Look(400, 800, false, true);
    static final Look NO_SCRIPT = new Look(1280, 900, false, false);
  }

  @Override
  public void close() throws InterruptedException {
    browser.disconnect();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
