package io.trackmemory.dsl.baseline;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The file of a test class. Any threads and JVMs may read and change it at the same time: a reader
 * sees all of the text before a change or after it, and no change is lost.
 *
 * @param folder the folder of all files
 * @param testClass name of the class
 */
public record BaselineFile(Path folder, String testClass) {

  /** Where it is, or will be. */
  public Path path() {
    return folder.resolve(testClass + ".txt");
  }

  /** What a baseline is to become, of what it is when nobody else can change it. */
  @FunctionalInterface
  public interface Change {

    /** Gives the figures to store; empty to leave all as it is. */
    Optional<BaselineFigures> of(Optional<BaselineEntry> stored);
  }

  /**
   * Reads one baseline.
   *
   * @return empty if there is none
   */
  public Optional<BaselineEntry> read(String name) throws BaselineException {
    return text().entry(name);
  }

  /** Stores figures in a baseline, while no other thread or JVM changes the file. */
  public void change(String name, Change change) throws BaselineException {
    try {
      Files.createDirectories(folder);
      try (ChangeLock lock = ChangeLock.of(folder, testClass)) {
        lock.requireHeld();
        BaselineText before = text();
        Optional<BaselineEntry> stored = before.entry(name);
        Optional<BaselineFigures> figures = change.of(stored);
        if (figures.isPresent()) {
          BaselineEntry entry =
              stored
                  .map(known -> known.with(figures.get()))
                  .orElseGet(() -> BaselineEntry.of(name, figures.get()));
          replace(before.with(entry).toString());
        }
      }
    } catch (IOException e) {
      throw new BaselineException(
          "the baseline cannot be stored in "
              + path()
              + " ("
              + e
              + "); make the folder writable, or set trackmemory.baseline.dir to one that is",
          e);
    }
  }

  private BaselineText text() throws BaselineException {
    Path path = path();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new BaselineException(
          "trackmemory.baseline.dir must be a folder, and is a file: " + folder);
    }
    try {
      return BaselineReader.read(path.toString(), Files.readString(path, StandardCharsets.UTF_8));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return BaselineText.of(testClass);
    } catch (CharacterCodingException e) {
      throw new BaselineException(
          path + " is no text in UTF-8: take it from the repository, or delete it and accept", e);
    } catch (IOException e) {
      throw new BaselineException("the baseline cannot be read from " + path + " (" + e + ")", e);
    }
  }

  private void replace(String text) throws IOException {
    // Not createTempFile: its files can be read by their owner only, and so could the baseline.
    Path path = path();
    Path temporary = path.resolveSibling("." + UUID.randomUUID() + ".tmp");
    try {
      Files.writeString(temporary, text);
      try {
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
