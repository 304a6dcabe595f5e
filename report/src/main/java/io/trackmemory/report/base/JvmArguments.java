package io.trackmemory.report.base;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of this JVM that may bear on what was measured, without what could be a secret: of
 * a system property, an agent's options or a path no value is shown, but for settings of ours.
 */
final class JvmArguments {

  private static final Pattern WHOLE =
      Pattern.compile(
          "-XX:[+-]\\w+|-XX:\\w+=\\d+[kmgtKMGT]?|-X(ms|mx|mn|ss)\\d+[kmgtKMGT]?|-X(int|comp|mixed)"
              + "|-Xshare:\\w+|-Dtrackmemory\\.[\\w.-]+=[\\w .,%*$-]*|--enable-preview");

  private static final Pattern NAME_ONLY =
      Pattern.compile("(-XX:\\w+|-agentlib|-agentpath|-X\\w+|--add-\\w+|-D[\\w.-]+).*");

  private static final Pattern AGENT =
      Pattern.compile("-javaagent:(?:[^=]*[/\\\\])?([^/\\\\=]+).*");

  private JvmArguments() {}

  /** {@code arguments}, those with a value that is not shown cut before it. */
  static List<String> shown(List<String> arguments) {
    return arguments.stream().map(JvmArguments::shown).distinct().toList();
  }

  private static String shown(String argument) {
    if (WHOLE.matcher(argument).matches()) {
      return argument;
    }
    Matcher agent = AGENT.matcher(argument);
    if (agent.matches()) {
      return "-javaagent:" + agent.group(1);
    }
    Matcher named = NAME_ONLY.matcher(argument.lines().findFirst().orElse(""));
    if (!named.matches()) {
      return "(other)";
    }
    String name = named.group(1);
    return name.equals(argument) ? name : name + "...";
  }
}
