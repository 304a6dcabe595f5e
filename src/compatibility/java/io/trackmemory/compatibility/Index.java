package io.trackmemory.compatibility;

import io.trackmemory.compatibility.Suite.Expected;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One index for all JVMs of a run, which lists each test that failed, once, and nothing else. */
final class Index {

  private static final Pattern LINK = Pattern.compile("<a class=\"tn\" href=\"\\./([^\"]+)\">");

  private Index() {}

  static List<String> check(Run run) throws IOException {
    Path index = run.pages().resolve("index.html");
    if (!Files.exists(index)) {
      return List.of("no index of pages");
    }
    List<String> problems = new ArrayList<>();
    String text = Files.readString(index);
    List<String> links = new ArrayList<>();
    for (Matcher link = LINK.matcher(text); link.find(); ) {
      links.add(URLDecoder.decode(link.group(1), StandardCharsets.UTF_8));
    }
    Set<String> expected = expected(run);
    if (links.size() != expected.size() || !expected.equals(new TreeSet<>(links))) {
      problems.add("the index lists " + new TreeSet<>(links) + " instead of " + expected);
    }
    if (!text.contains(expected.size() + " failed, 0 cannot certify, 0 aborted, 0 passed")) {
      problems.add("the index does not say that " + expected.size() + " tests failed");
    }
    for (String page : expected) {
      if (!Files.exists(run.pages().resolve(page))) {
        problems.add("there is no page " + page);
      }
    }
    return problems;
  }

  private static Set<String> expected(Run run) {
    Set<String> expected = new TreeSet<>();
    for (Suite suite : run.row().suites()) {
      for (Expected test : suite.tests()) {
        if (suite.hasPages() && !test.failure().isEmpty()) {
          expected.add(
              "example." + suite.testClass() + "/" + test.method() + test.invocation() + ".html");
        }
      }
    }
    return expected;
  }
}
