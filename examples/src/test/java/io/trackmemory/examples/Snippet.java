package io.trackmemory.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.SimpleJavaFileObject;

/**
 * A block of Java in README or docs, made a class of this package. Its lines have the numbers that
 * they have in the document, so that whatever a compiler or a test says of them is found there.
 *
 * <p>A block of imports only holds for every snippet. A block that declares a class is taken as it
 * is, under a name of its own. Of any other, what begins with the first annotation at the margin
 * are members of a test class, and what comes before are the statements of a test. <code>{ ... }
 * </code> is code that is left out. What else they name is in {@link DocumentedNames}.
 *
 * @param document path of the document
 * @param line of its first line there
 * @param code its lines
 */
record Snippet(Path document, int line, List<String> code) {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(?<margin> *)```java\\n(?<code>.*?)^ *```$");
  private static final Pattern DECLARED = Pattern.compile("(?m)(?<=^(public final )?class )\\w+");
  private static final String STATEMENTS =
      " @org.junit.jupiter.api.Test"
          + " void statements(io.trackmemory.tracker.MemoryScope memory) throws Throwable {";
  private static final String LEFT_OUT = "{ ... }";

  /** Those of a document, in order. */
  static List<Snippet> in(Path document) throws IOException {
    String text = Files.readString(document);
    List<Snippet> snippets = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      int line = (int) text.substring(0, block.start("code")).lines().count() + 1;
      String margin = "(?m)^" + block.group("margin");
      snippets.add(
          new Snippet(document, line, block.group("code").replaceAll(margin, "").lines().toList()));
    }
    return snippets;
  }

  boolean isOfImportsOnly() {
    return code.stream().allMatch(each -> each.isBlank() || isImport(each));
  }

  String imports() {
    return code.stream()
        .filter(Snippet::isImport)
        .map(Snippet::withoutComment)
        .collect(Collectors.joining(" "));
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  /* It would comment out what follows in the same line. */
  private static String withoutComment(String line) {
    return line.substring(0, line.indexOf(';') + 1);
  }

  /** Has tests, which can be run. */
  boolean hasTests() {
    return !isDeclared() || code.stream().anyMatch(each -> each.contains("@Test"));
  }

  private boolean isDeclared() {
    return code.stream().anyMatch(each -> DECLARED.matcher(each).find());
  }

  String className() {
    String page = document.getFileName().toString().replace(".md", "");
    return page.replaceAll("\\W", "_") + "_" + line;
  }

  /** As a class, with imports of other snippets. */
  SimpleJavaFileObject source(String imports) {
    StringBuilder source = new StringBuilder();
    source.append("\n".repeat(line - 2)).append("package io.trackmemory.examples; ");
    source.append(imports).append(' ').append(imports());
    if (!isDeclared()) {
      source
          .append(" @io.trackmemory.extension.TrackMemory class ")
          .append(className())
          .append(" {");
    }
    boolean inTest = false;
    boolean inMembers = isDeclared();
    for (String each : code) {
      inMembers |= each.startsWith("@");
      boolean needsTest = !inMembers && !isImport(each) && !each.isBlank();
      if (needsTest && !inTest) {
        source.append(STATEMENTS);
        inTest = true;
      } else if (inMembers && inTest) {
        source.append(" }");
        inTest = false;
      }
      source.append('\n').append(isImport(each) ? "" : each.replace(LEFT_OUT, "{ }"));
    }
    source.append("\n").append(inTest ? "}" : "").append(isDeclared() ? "" : "}");
    return inMemory(DECLARED.matcher(source).replaceFirst(className()));
  }

  private SimpleJavaFileObject inMemory(String source) {
    return new SimpleJavaFileObject(
        URI.create("docs:///" + document.getFileName()), SimpleJavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }

      @Override
      public boolean isNameCompatible(String simpleName, Kind kind) {
        return true;
      }
    };
  }
}
