package io.trackmemory.tracker.firstuse;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups of calls that JDK 17 does not have: sources among the resources, which the compiler of the
 * JDK that makes the calls compiles.
 */
final class NewerCalls {

  /** The JDK that has all of them. */
  static final int FEATURE = 25;

  private static final int FIRST = 12;
  private static final List<String> CLASSES =
      List.of("NewerLanguage", "NewerCollections", "NewerMemory", "NewerThreads", "NewerLibraries");
  private static final Pattern NAME = Pattern.compile("calls\\.is\\(\"([^\"]*)\"\\)");
  private static final Map<Path, Path> COMPILED = new ConcurrentHashMap<>();

  private NewerCalls() {}

  static boolean isNewer(int group) {
    return group >= FIRST;
  }

  /** The names of a group's calls, in order, whatever JDK runs this. */
  static List<String> names(int group) throws IOException {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(source(CLASSES.get(group - FIRST)));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** A group, in a JVM that has it on its class path. */
  static Calls.Group load(int group) throws ReflectiveOperationException {
    String name = NewerCalls.class.getPackageName() + "." + CLASSES.get(group - FIRST);
    return Class.forName(name).asSubclass(Calls.Group.class).getDeclaredConstructor().newInstance();
  }

  /** The folder of their class files, made by a JDK once. */
  static Path compiled(Path home) {
    return COMPILED.computeIfAbsent(home, NewerCalls::compile);
  }

  private static Path compile(Path home) {
    try {
      Path folder = Files.createTempDirectory("newer-calls");
      List<String> command = new ArrayList<>();
      command.add(home.resolve("bin").resolve("javac").toString());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of("-d", folder.toString()));
      for (String name : CLASSES) {
        Path file = folder.resolve(name + ".java");
        Files.writeString(file, source(name));
        command.add(file.toString());
      }
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output;
      try (InputStream in = process.getInputStream()) {
        output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException("javac failed: " + output);
      }
      return folder;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no class files of newer calls", e);
    }
  }

  private static String source(String className) throws IOException {
    String name = "newer/" + className + ".java";
    try (InputStream in = requireNonNull(NewerCalls.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
