package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexReader.Test;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes into the page of each failing test which failures come before and after it in the index:
 * no page knows that when it is written. Replaces the region that the template {@code nav} marks,
 * if it changes; leaves alone a page without exactly one, as older ones are, and one that another
 * JVM writes or removes meanwhile. Call it with the lock of the folder held.
 */
final class PageNavigation {

  private static final String BEGIN = "<!--nav-->";
  private static final String END = "<!--/nav-->";

  /** Bytes as characters: only the region is looked at, and the rest stays as it is. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private PageNavigation() {}

  /**
   * Rewrites the pages that change.
   *
   * @throws IOException if one could not be written; all others are
   */
  static void write(Path root, List<IndexGroup> groups) throws IOException {
    List<Test> failures =
        groups.stream()
            .flatMap(IndexGroup::tests)
            .filter(test -> test.hasPage() && test.entry().ending() == Ending.FAILED)
            .toList();
    IOException first = null;
    for (int i = 0; i < failures.size(); i++) {
      try {
        rewrite(root, failures.get(i), Templates.nav(nav(failures, i)));
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static NavView nav(List<Test> failures, int i) {
    return NavView.among(
        failures.get(i).file(),
        i + 1,
        failures.size(),
        i == 0 ? Optional.empty() : Optional.of(address(failures.get(i - 1))),
        i + 1 == failures.size() ? Optional.empty() : Optional.of(address(failures.get(i + 1))));
  }

  private static String address(Test test) {
    return Address.of("../" + test.page());
  }

  private static void rewrite(Path root, Test test, String nav) throws IOException {
    Path page = root.resolve(test.folder()).resolve(test.file() + ".html");
    Path json = page.resolveSibling(test.file() + ".json");
    try {
      BasicFileAttributes read = attributes(page);
      Optional<String> changed = read.isRegularFile() ? changed(page, nav) : Optional.empty();
      if (changed.isPresent() && isSame(read, attributes(page))) {
        byte[] bytes = changed.get().getBytes(BYTES);
        AtomicFile.write(page, out -> out.write(bytes));
        if (Files.notExists(json)) {
          Files.deleteIfExists(page); // the report was removed meanwhile, its JSON first
        }
      }
    } catch (NoSuchFileException e) {
      if (Files.exists(page)) {
        throw e;
      }
    }
  }

  private static Optional<String> changed(Path page, String nav) throws IOException {
    String region = new String(nav.getBytes(StandardCharsets.UTF_8), BYTES);
    return replaced(new String(Files.readAllBytes(page), BYTES), region);
  }

  /** The page with another region; empty if it is the same, or not there exactly once. */
  static Optional<String> replaced(String page, String nav) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END, Math.max(0, begin));
    boolean once = begin >= 0 && end >= 0 && page.indexOf(BEGIN, begin + 1) < 0;
    if (!once || page.startsWith(nav, begin)) {
      return Optional.empty();
    }
    return Optional.of(page.substring(0, begin) + nav + page.substring(end + END.length()));
  }

  private static BasicFileAttributes attributes(Path page) throws IOException {
    return Files.readAttributes(page, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
    return one.lastModifiedTime().equals(other.lastModifiedTime())
        && one.size() == other.size()
        && Objects.equals(one.fileKey(), other.fileKey());
  }
}
