package io.trackmemory.report;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was written of one test.
 *
 * @param page its page
 * @param json the same as JSON
 * @param failure the same in short, empty unless the test ended by something to mend
 */
public record WrittenReport(Path page, Path json, Optional<ShortForm> failure) {

  /** Where a dump of the heap is, if one is asked for: beside the page. */
  public Path heapDump() {
    return heapDump(page);
  }

  static Path heapDump(Path page) {
    return page.resolveSibling(String.valueOf(page.getFileName()).replaceAll("\\.html$", ".hprof"));
  }

  /** A page of a few lines that leads to this one from where {@code place} is. */
  public String leadingFrom(Path place) {
    String address = address(place).replace("&", "&amp;").replace("'", "%27");
    return "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>TrackMemory</title>\n"
        + "<meta http-equiv=\"refresh\" content=\"0; url="
        + address
        + "\">\n<p><a href=\""
        + address
        + "\">The page of this failure</a></p>\n";
  }

  private String address(Path place) {
    Path from = place.toAbsolutePath().getParent();
    if (from == null || !page.getRoot().equals(from.getRoot())) {
      return page.toUri().toASCIIString();
    }
    return Address.of("./" + from.relativize(page).toString().replace('\\', '/'));
  }
}
