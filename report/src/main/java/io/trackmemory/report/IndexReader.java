package io.trackmemory.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the reports of a folder; what is none is told, never left out in silence. */
final class IndexReader {

  private static final long MAX_BYTES = 256L << 20;

  /**
   * A JSON file of the folder.
   *
   * @param folder name of its folder
   * @param file its name without extension
   * @param hasPage whether a page is beside it
   * @param entry what it says, empty where it cannot be read
   * @param problem why it cannot be read, else the empty string
   */
  record Found(
      String folder, String file, boolean hasPage, Optional<IndexEntry> entry, String problem) {}

  private IndexReader() {}

  /** All JSON files one level below {@code root}. */
  static List<Found> read(Path root) throws IOException {
    List<Found> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          readFolder(folder, found);
        }
      }
    }
    return found;
  }

  private static void readFolder(Path folder, List<Found> found) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        readFile(folder.getFileName().toString(), file).ifPresent(found::add);
      }
    }
  }

  /** Empty for a report that another JVM has removed meanwhile. */
  private static Optional<Found> readFile(String folder, Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.json$", "");
    boolean hasPage = Files.isRegularFile(file.resolveSibling(name + ".html"));
    try {
      IndexEntry entry = entry(file);
      return Optional.of(new Found(folder, name, hasPage, Optional.of(entry), ""));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.of(new Found(folder, name, hasPage, Optional.empty(), "not UTF-8"));
    } catch (IOException | RuntimeException e) {
      return Optional.of(new Found(folder, name, hasPage, Optional.empty(), problem(e)));
    }
  }

  private static IndexEntry entry(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("larger than 256 MiB");
    }
    return IndexEntry.of(JsonReader.read(Files.readString(file)));
  }

  private static String problem(Exception e) {
    return e instanceof ClassCastException || e instanceof IndexOutOfBoundsException
        ? "not the form of a report"
        : String.valueOf(e.getMessage());
  }
}
