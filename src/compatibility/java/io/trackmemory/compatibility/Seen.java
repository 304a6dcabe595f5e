package io.trackmemory.compatibility;

import io.trackmemory.compatibility.Suite.Expected;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a run of Surefire or Failsafe wrote.
 *
 * @param tests all test cases
 */
record Seen(List<Case> tests) {

  /**
   * A test case.
   *
   * @param testClass its class, without package
   * @param method the first word of its name
   * @param outcome empty if it passed, else message and stack of what it ended with
   */
  record Case(String testClass, String method, String outcome) {

    boolean is(Expected expected) {
      return expected.method().equals(method)
          && (expected.failure().isEmpty()
              ? outcome.isEmpty()
              : outcome.contains(expected.failure()));
    }
  }

  Seen {
    tests = List.copyOf(tests);
  }

  /** Reads all {@code TEST-*.xml}. */
  static Seen in(Path folder) throws IOException {
    List<Case> tests = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
      for (Path file : files) {
        read(file, tests);
      }
    }
    return new Seen(tests);
  }

  private static void read(Path file, List<Case> tests) throws IOException {
    NodeList cases;
    try {
      cases =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getElementsByTagName("testcase");
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("not a file of results: " + file, e);
    }
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      tests.add(
          new Case(
              test.getAttribute("classname").replaceFirst("^.*\\.", ""),
              test.getAttribute("name").replaceFirst("\\W.*", ""),
              outcome(test)));
    }
  }

  private static String outcome(Element test) {
    for (String kind : List.of("failure", "error", "skipped")) {
      NodeList all = test.getElementsByTagName(kind);
      if (all.getLength() > 0) {
        Element ended = (Element) all.item(0);
        return kind + ": " + ended.getAttribute("message") + "\n" + ended.getTextContent();
      }
    }
    return "";
  }

  int size() {
    return tests.size();
  }

  /** What a test class did otherwise than expected. */
  List<String> problems(Suite suite) {
    List<Case> left = new ArrayList<>(of(suite));
    List<String> problems = new ArrayList<>();
    for (Expected expected : suite.tests()) {
      Optional<Case> found = left.stream().filter(test -> test.is(expected)).findFirst();
      found.ifPresent(left::remove);
      if (found.isEmpty()) {
        problems.add(suite.testClass() + "." + expected.method() + expectation(expected));
      }
    }
    for (Case test : left) {
      problems.add(suite.testClass() + "." + test.method() + " ended in: " + firstLine(test));
    }
    return problems;
  }

  private static String expectation(Expected expected) {
    return expected.failure().isEmpty()
        ? " did not pass"
        : " did not fail with \"" + expected.failure() + "\"";
  }

  private static String firstLine(Case test) {
    return test.outcome().isEmpty() ? "success" : test.outcome().lines().findFirst().orElse("");
  }

  private List<Case> of(Suite suite) {
    return tests.stream().filter(test -> test.testClass().equals(suite.testClass())).toList();
  }

  /** Test classes that nobody expected: they would count for nothing. */
  List<String> others(List<Suite> suites) {
    List<String> known = suites.stream().map(Suite::testClass).toList();
    return tests.stream()
        .map(Case::testClass)
        .filter(name -> !known.contains(name))
        .distinct()
        .map(name -> name + " ran, and is not expected")
        .toList();
  }
}
