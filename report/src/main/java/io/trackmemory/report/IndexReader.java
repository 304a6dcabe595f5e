package io.trackmemory.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the reports of a folder; what is none is told, never left out in silence. Of a report only
 * its head is read, and that it has an end. For one thread.
 */
final class IndexReader {

  private static final String JSON = ".json";
  private static final long MAX_BYTES = 256L << 20;

  /** Read at once: the head of most reports, and not much more. */
  private static final int HEAD_BYTES = 2_048;

  private static final int WHOLE_BYTES = 64 << 10;

  private final List<Test> tests = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  /* Names of classes, files and checks: one text, however many tests have it. */
  private final Map<String, String> texts = new HashMap<>();

  /**
   * A test with a report.
   *
   * @param folder name of its folder
   * @param file its name without extension
   * @param hasPage whether a page is beside it
   * @param entry what it says
   */
  record Test(String folder, String file, boolean hasPage, IndexEntry entry) {

    /** Path of the page, from the folder of all reports. */
    String page() {
      return folder + "/" + file + ".html";
    }

    /** Path of the JSON, likewise. */
    String json() {
      return folder + "/" + file + JSON;
    }
  }

  /** A JSON file that is no report, by its path in the folder, and why it is none. */
  record Unreadable(String name, String problem) {}

  /** What is in a folder, in no order. */
  record Found(List<Test> tests, List<Unreadable> unreadable) {}

  private IndexReader() {}

  /** All JSON files one level below {@code root}. */
  static Found read(Path root) throws IOException {
    IndexReader reader = new IndexReader();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          reader.readFolder(folder);
        }
      }
    }
    return new Found(reader.tests, reader.unreadable);
  }

  private void readFolder(Path folder) {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException | DirectoryIteratorException e) {
      missed(folder.getFileName().toString(), e);
    }
    for (String name : names) {
      if (name.endsWith(JSON)) {
        String file = name.substring(0, name.length() - JSON.length());
        readFile(folder, file, names.contains(file + ".html"));
      }
    }
  }

  /** Leaves out a report that another JVM has removed meanwhile. */
  private void readFile(Path folder, String file, boolean hasPage) {
    String folderName = shared(folder.getFileName().toString());
    try {
      IndexEntry entry = entry(folder.resolve(file + JSON)).sharing(this::shared);
      tests.add(new Test(folderName, file, hasPage, entry));
    } catch (IOException | RuntimeException e) {
      missed(folderName + "/" + file + JSON, e);
    }
  }

  private void missed(String name, Exception why) {
    if (!(why instanceof NoSuchFileException)) {
      unreadable.add(new Unreadable(name, problem(why)));
    }
  }

  private String shared(String text) {
    String first = texts.putIfAbsent(text, text);
    return first == null ? text : first;
  }

  /**
   * Reads a report to its end.
   *
   * @throws IOException if it cannot be read
   * @throws RuntimeException of whatever kind, if it is none
   */
  static RunReport whole(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return RunReport.read(json(channel, WHOLE_BYTES));
    }
  }

  /** The same, none of whose rows is kept. */
  static RunReport withoutRows(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return RunReport.withoutRows(json(channel, WHOLE_BYTES));
    }
  }

  private static JsonReader json(FileChannel channel, int bytesAtOnce) throws IOException {
    if (channel.size() > MAX_BYTES) {
      throw new IOException("larger than 256 MiB");
    }
    return new JsonReader(
        Channels.newReader(channel, StandardCharsets.UTF_8.newDecoder(), bytesAtOnce));
  }

  /**
   * Reads the head of a report.
   *
   * @throws IOException if it cannot be read, or has no end
   * @throws RuntimeException of whatever kind, if it is none
   */
  static IndexEntry entry(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      IndexEntry entry = IndexEntryReader.read(json(channel, HEAD_BYTES));
      if (!isWhole(channel)) {
        throw new IOException("no JSON: the text ends too early");
      }
      return entry;
    }
  }

  /** Whether the last character is the one that ends an object. */
  private static boolean isWhole(FileChannel channel) throws IOException {
    ByteBuffer end = ByteBuffer.allocate(8);
    channel.read(end, Math.max(0, channel.size() - end.capacity()));
    return new String(end.array(), 0, end.position(), StandardCharsets.ISO_8859_1)
        .strip()
        .endsWith("}");
  }

  /** What is wrong with a file that could not be read. */
  static String problem(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "may not be read";
    }
    if (e instanceof UncheckedIOException && e.getCause() instanceof CharacterCodingException) {
      return "not UTF-8";
    }
    return e instanceof ClassCastException
        ? "not the form of a report"
        : String.valueOf(e.getMessage());
  }
}
