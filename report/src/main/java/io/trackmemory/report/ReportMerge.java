package io.trackmemory.report;

import io.trackmemory.report.IndexReader.Test;
import io.trackmemory.report.IndexReader.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Folders of several machines in one, with one index. A test that one of them has keeps its place;
 * one that several have, with reports that differ, stands in a folder for each, {@code
 * com.acme.OrderBookTest@jdk-25}. For one thread.
 */
final class ReportMerge {

  /** Before the name of a machine; no folder of a test class has it. */
  private static final char MACHINE = '@';

  private final Path target;
  private final Map<Run, String> machines = new LinkedHashMap<>();
  private int copied;

  private ReportMerge(Path target) {
    this.target = target;
  }

  /** The machine that the name of a folder tells, if it does. */
  static Optional<String> machine(String folder) {
    int at = folder.lastIndexOf(MACHINE);
    return at < 0 ? Optional.empty() : Optional.of(folder.substring(at + 1));
  }

  /**
   * What was merged.
   *
   * @param reports how many reports there are now
   * @param problems files that are no report, by their path, which were copied all the same
   */
  record Merged(int reports, List<Unreadable> problems) {}

  /**
   * Copies all reports and writes the index.
   *
   * @throws IllegalArgumentException if a folder is no run, or {@code target} has something already
   * @throws IOException if they cannot be written
   */
  static Merged into(Path target, List<Path> folders) throws IOException {
    requireEmpty(target);
    List<Run> runs = folders.stream().map(Run::read).toList();
    requireDifferent(folders);
    ReportMerge merge = new ReportMerge(target);
    List<String> names = names(folders);
    for (int i = 0; i < runs.size(); i++) {
      merge.machines.put(runs.get(i), names.get(i));
    }
    return merge.merged();
  }

  private static void requireEmpty(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IllegalArgumentException("the folder to merge into must not be a file: " + target);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(target)) {
      if (files.iterator().hasNext()) {
        throw new IllegalArgumentException(
            "the folder to merge into must be empty or not exist: " + target);
      }
    }
  }

  private static void requireDifferent(List<Path> folders) throws IOException {
    Set<Path> real = new HashSet<>();
    for (Path folder : folders) {
      if (!real.add(folder.toRealPath())) {
        throw new IllegalArgumentException("a folder must not be merged twice: " + folder);
      }
    }
  }

  private Merged merged() throws IOException {
    Map<String, Set<String>> variants = new HashMap<>();
    for (Run run : machines.keySet()) {
      for (Test test : run.tests().values()) {
        variants.computeIfAbsent(test.json(), key -> new HashSet<>()).add(hash(run, test));
      }
    }
    List<Unreadable> problems = new ArrayList<>();
    for (Map.Entry<Run, String> each : machines.entrySet()) {
      Run run = each.getKey();
      for (Test test : run.tests().values()) {
        boolean several = variants.getOrDefault(test.json(), Set.of()).size() > 1;
        copied += copy(run, test.json(), several ? each.getValue() : "") ? 1 : 0;
        if (test.hasPage()) {
          copy(run, test.page(), several ? each.getValue() : "");
        }
      }
      for (Unreadable file : run.unreadable()) {
        problems.add(new Unreadable(run.folder().resolve(file.name()).toString(), file.problem()));
        if (Files.isRegularFile(run.folder().resolve(file.name()))) {
          copy(run, file.name(), each.getValue());
        }
      }
    }
    ReportFolder.at(target).writeIndex();
    return new Merged(copied, problems);
  }

  private static String hash(Run run, Test test) {
    try {
      return Sha256.hex(Files.readAllBytes(run.folder().resolve(test.json())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a file, unless another folder had the same. */
  private boolean copy(Run run, String file, String machine) throws IOException {
    int end = file.indexOf('/');
    String folder = file.substring(0, end);
    char before = machine(folder).isPresent() ? '-' : MACHINE; // merged before, and again
    String name = machine.isEmpty() ? folder : folder + before + machine;
    Path to = Files.createDirectories(target.resolve(name)).resolve(file.substring(end + 1));
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Files.copy(run.folder().resolve(file), to);
    return true;
  }

  /** Names of machines: what in the paths of their folders differs. */
  static List<String> names(List<Path> folders) {
    List<List<String>> parts = new ArrayList<>();
    for (Path folder : folders) {
      List<String> names = new ArrayList<>();
      folder.toAbsolutePath().normalize().forEach(part -> names.add(part.toString()));
      parts.add(names);
    }
    while (isSame(parts, true)) {
      parts.forEach(names -> names.remove(0));
    }
    while (isSame(parts, false)) {
      parts.forEach(names -> names.remove(names.size() - 1));
    }
    Map<String, Integer> uses = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    return parts.stream()
        .map(names -> String.join("-", names).replaceAll("[^A-Za-z0-9._-]", "_"))
        .map(name -> name.isEmpty() ? "here" : name)
        .map(name -> uses.merge(name, 1, Integer::sum) == 1 ? name : name + "-" + uses.get(name))
        .toList();
  }

  private static boolean isSame(List<List<String>> parts, boolean first) {
    return parts.size() > 1
        && parts.stream().noneMatch(List::isEmpty)
        && parts.stream().map(names -> names.get(first ? 0 : names.size() - 1)).distinct().count()
            == 1;
  }
}
