package io.trackmemory.tracker.spi;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the message of a failure ends: the address of its page, the line that would accept what was
 * seen, and last of all the file that tells it in short. The lines that name files begin alike, so
 * that whoever compares messages leaves both out by one rule. Stateless.
 *
 * @param before what stands before the line that accepts
 * @param accept what would accept it, the empty string where nothing would
 * @param after what follows, with the line break before it; may be empty
 */
public record MessageEnd(String before, String accept, String after) {

  private static final String REPORT = "\nReport: ";
  private static final String IN_SHORT = REPORT + "in short, for agents: ";
  private static final String ACCEPT = "\nTo accept: ";
  private static final String PAGE = ".html";

  /** A message of some lines, with what would accept it and where its report is, if anywhere. */
  public static String added(String lines, String accept, Optional<URI> page) {
    return new MessageEnd(
            lines + page.map(address -> REPORT + address).orElse(""),
            accept,
            page.map(address -> IN_SHORT + inShort(Path.of(address))).orElse(""))
        .toString();
  }

  /** The parts of a message. */
  public static MessageEnd of(String message) {
    int last = message.lastIndexOf(IN_SHORT);
    String rest = last < 0 ? message : message.substring(0, last);
    int accept = rest.lastIndexOf(ACCEPT);
    return new MessageEnd(
        accept < 0 ? rest : rest.substring(0, accept),
        accept < 0 ? "" : rest.substring(accept + ACCEPT.length()),
        message.substring(rest.length()));
  }

  /** A message without the lines that name files. */
  public static String withoutReports(String message) {
    return message.replaceAll(REPORT + ".*", "");
  }

  /** Where a failure is told in short, beside its page. */
  public static Path inShort(Path page) {
    String name = String.valueOf(page.getFileName());
    String test = name.endsWith(PAGE) ? name.substring(0, name.length() - PAGE.length()) : name;
    return page.resolveSibling(test + ".md");
  }

  /** The same with something else that would accept it. */
  public MessageEnd accepting(String words) {
    return new MessageEnd(before, words, after);
  }

  /** The same with a line before the one that accepts. */
  public MessageEnd withLine(String line) {
    return new MessageEnd(before + "\n" + line, accept, after);
  }

  /** The whole message. */
  @Override
  public String toString() {
    return before + (accept.isEmpty() ? "" : ACCEPT + accept) + after;
  }
}
