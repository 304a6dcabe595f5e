package io.trackmemory.tracker.firstuse;

import io.trackmemory.tracker.Jvm;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that calls are made in.
 *
 * @param home its folder
 */
record CallJvm(Path home) {

  /** The JVM that this runs in. */
  static CallJvm current() {
    return new CallJvm(Path.of(System.getProperty("java.home")));
  }

  /** Such as {@code 17.0.15}. */
  String version() throws IOException {
    return Files.readAllLines(home.resolve("release")).stream()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .findFirst()
        .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
        .orElseThrow(() -> new IOException("no version in " + home.resolve("release")));
  }

  /** Makes the calls one after the other in a fresh JVM, each often. */
  List<Seen> make(String... names) throws Throwable {
    List<String> arguments = new ArrayList<>();
    boolean newer = false;
    for (String name : names) {
      newer |= NewerCalls.isNewer(Calls.groupOf(name));
      arguments.add(Integer.toString(Calls.groupOf(name)));
      arguments.add(name);
    }
    List<String> lines = run(arguments, newer);
    List<Seen> seen = new ArrayList<>();
    int stretches = Measurement.LAST_CALLS.size();
    for (int i = 0; i < names.length; i++) {
      seen.add(
          new Seen(
              names[i],
              lines.subList(i * stretches, (i + 1) * stretches).stream()
                  .map(Measurement::parse)
                  .toList()));
    }
    return seen;
  }

  /** Whether it has the calls of a group. */
  boolean has(int group) throws IOException {
    int feature = Runtime.Version.parse(version()).feature();
    return !NewerCalls.isNewer(group) || feature >= NewerCalls.FEATURE;
  }

  private List<String> run(List<String> arguments, boolean newer)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.add("-Xshare:auto");
    command.add("-Xmx256m");
    command.add("-XX:+EnableDynamicAgentLoading");
    command.add("-XX:+UseSerialGC"); // clears soft references when asked for too much
    command.add("-XX:TieredStopAtLevel=1"); // half the time; counts do not depend on the compiler
    if (newer) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    if (equals(current())) {
      command.addAll(Jvm.denials());
    }
    command.add("-cp");
    String classPath = System.getProperty("java.class.path");
    command.add(newer ? NewerCalls.compiled(home) + File.pathSeparator + classPath : classPath);
    command.add(CallMain.class.getName());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (process.waitFor() != 0) {
      throw new IOException(arguments + " failed: " + output);
    }
    return output.lines().toList();
  }
}
