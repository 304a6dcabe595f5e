package io.trackmemory.dsl.baseline;

import io.trackmemory.tracker.spi.HeapLayout;
import java.lang.Runtime.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a file. What it does not know is an error with the line, as what is passed over
 * would be lost when the file is written again. Used once, by one thread.
 */
final class BaselineReader {

  private static final Pattern CONFLICT = Pattern.compile("(<{7}|\\|{7}|={7}|>{7})( .*)?");
  private static final Pattern MEASURED =
      Pattern.compile(
          "measured: JDK (\\S+), header (\\d+) B, reference (\\d+) B, alignment (\\d+) B");
  private static final Pattern LINE = Pattern.compile("(\\d+) x (.+?) in (.+): (\\d+) B");
  private static final Pattern PEAK = Pattern.compile("peak: at most (\\d+) B");
  private static final Pattern GROWTH = Pattern.compile("growth: (\\d+) B a run");
  private static final Pattern TOTAL = Pattern.compile("total: (\\d+) objects?, (\\d+) B");

  private final String where;
  private final List<String> header = new ArrayList<>();
  private final Map<String, BaselineEntry> entries = new TreeMap<>();
  private List<String> comments = new ArrayList<>();
  private @Nullable Open open;
  private int number;

  private BaselineReader(String where) {
    this.where = where;
  }

  /**
   * Reads all of a text.
   *
   * @param where the file, for errors
   */
  static BaselineText read(String where, String text) throws BaselineException {
    return new BaselineReader(where).all(text);
  }

  private BaselineText all(String text) throws BaselineException {
    String[] lines = text.split("\n", -1);
    for (String line : lines) {
      if (CONFLICT.matcher(withoutReturn(line)).matches()) {
        number = List.of(lines).indexOf(line) + 1;
        throw error("a conflict of a merge is left here: resolve it, or take one side and accept");
      }
    }
    number = lines.length;
    if (!lines[lines.length - 1].isEmpty() || lines.length == 1) {
      throw torn("the file ends in the middle of a line");
    }
    for (number = 1; number < lines.length; number++) {
      read(withoutReturn(lines[number - 1]));
    }
    ended();
    return new BaselineText(List.copyOf(header), entries);
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private void read(String line) throws BaselineException {
    if (line.startsWith("#")) {
      comments.add(line);
    } else if (line.isBlank()) {
      close("");
    } else if (line.startsWith(BaselineText.ENTRY)) {
      begin(line.substring(BaselineText.ENTRY.length()));
    } else if (open == null) {
      throw error("a baseline must begin with \"== \" and its name: \"" + line + "\"");
    } else {
      figure(open, line);
    }
  }

  private void begin(String name) throws BaselineException {
    List<String> leading = comments;
    comments = new ArrayList<>();
    ended();
    BaselineEntry same = entries.get(name);
    if (same != null) {
      throw error(
          "two baselines must not have one name: \""
              + name
              + "\" is in line "
              + same.line()
              + " too");
    }
    open = new Open(name, number, leading);
  }

  /* Comments before a blank line belong to what is above it. */
  private void close(String key) {
    if (comments.isEmpty()) {
      return;
    }
    if (open == null && entries.isEmpty()) {
      header.addAll(comments);
    } else if (open != null) {
      open.comments.computeIfAbsent(key, same -> new ArrayList<>()).addAll(comments);
    }
    comments = new ArrayList<>();
  }

  private void ended() throws BaselineException {
    close("");
    Open last = open;
    if (last == null) {
      return;
    }
    if (last.platform != null || last.variants.isEmpty()) {
      throw torn("the baseline \"" + last.name + "\" has no total");
    }
    entries.put(last.name, last.entry());
    open = null;
  }

  private void figure(Open entry, String line) throws BaselineException {
    close(BaselineText.key(line));
    try {
      if (line.startsWith(BaselineText.TOLERANCE)) {
        entry.tolerance(line.substring(BaselineText.TOLERANCE.length()).strip());
      } else if (!entry.takes(line)) {
        throw new IllegalArgumentException("no line of a baseline has this form: \"" + line + "\"");
      }
    } catch (IllegalArgumentException e) {
      throw error(e.getMessage());
    }
  }

  private BaselineException torn(String what) {
    return error(what + ", so it is torn: take it from the repository, or delete it and accept");
  }

  private BaselineException error(@Nullable String what) {
    return new BaselineException(where + ":" + number + ": " + what);
  }

  /** A baseline of which not all is read. */
  private static final class Open {

    private final String name;
    private final int begin;
    private final List<String> leading;
    private final Map<String, List<String>> comments = new LinkedHashMap<>();
    private final List<BaselineFigures> variants = new ArrayList<>();
    private Optional<Tolerance> tolerance = Optional.empty();
    private @Nullable BaselinePlatform platform;
    private Map<String, BaselineLine> lines = new LinkedHashMap<>();
    private OptionalLong peak = OptionalLong.empty();
    private OptionalLong growth = OptionalLong.empty();

    Open(String name, int begin, List<String> leading) {
      this.name = name;
      this.begin = begin;
      this.leading = leading;
    }

    void tolerance(String text) {
      require(tolerance.isEmpty(), "a baseline must have one tolerance only");
      tolerance = Optional.of(Tolerance.parse(text));
    }

    boolean takes(String line) {
      Matcher measured = MEASURED.matcher(line);
      if (measured.matches()) {
        begin(measured);
        return true;
      }
      BaselinePlatform of = platform;
      require(of != null, "\"measured: JDK ...\" must stand before: \"" + line + "\"");
      return of != null && (takesFigure(line) || takesOther(line) || takesTotal(of, line));
    }

    private void begin(Matcher measured) {
      require(platform == null, "\"total: ...\" must stand before the next \"measured: ...\"");
      platform =
          new BaselinePlatform(
              Version.parse(measured.group(1)),
              new HeapLayout(
                  Integer.parseInt(measured.group(2)),
                  Integer.parseInt(measured.group(3)),
                  Integer.parseInt(measured.group(4))));
    }

    private boolean takesFigure(String line) {
      Matcher figure = LINE.matcher(line);
      if (!figure.matches()) {
        return false;
      }
      BaselineLine read =
          new BaselineLine(
              figure.group(2),
              figure.group(3),
              Long.parseLong(figure.group(1)),
              Long.parseLong(figure.group(4)));
      require(
          lines.put(read.key(), read) == null, "a baseline must have one line of " + read.key());
      return true;
    }

    private boolean takesOther(String line) {
      Matcher figure = PEAK.matcher(line);
      if (figure.matches()) {
        require(peak.isEmpty(), "a baseline must have one peak only");
        peak = OptionalLong.of(Long.parseLong(figure.group(1)));
        return true;
      }
      figure = GROWTH.matcher(line);
      if (figure.matches()) {
        require(growth.isEmpty(), "a baseline must have one growth only");
        growth = OptionalLong.of(Long.parseLong(figure.group(1)));
        return true;
      }
      return false;
    }

    private boolean takesTotal(BaselinePlatform of, String line) {
      Matcher total = TOTAL.matcher(line);
      if (!total.matches()) {
        return false;
      }
      BaselineFigures figures = BaselineFigures.of(of, lines.values(), peak, growth);
      require(
          figures.count() == Long.parseLong(total.group(1))
              && figures.bytes() == Long.parseLong(total.group(2)),
          "the total contradicts the lines above it, which come to "
              + figures.total()
              + ": accept again what is measured");
      require(
          variants.stream().noneMatch(each -> each.platform().isLike(of)),
          "two blocks of a baseline must not be of one JDK and layout: " + of);
      variants.add(figures);
      platform = null;
      lines = new LinkedHashMap<>();
      peak = OptionalLong.empty();
      growth = OptionalLong.empty();
      return true;
    }

    private static void require(boolean holds, String rule) {
      if (!holds) {
        throw new IllegalArgumentException(rule);
      }
    }

    BaselineEntry entry() {
      return new BaselineEntry(name, begin, leading, comments, tolerance, List.copyOf(variants));
    }
  }
}
