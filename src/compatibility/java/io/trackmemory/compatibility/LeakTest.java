package io.trackmemory.compatibility;

import io.trackmemory.compatibility.Seen.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test that is clean, or that leaks and has to name who holds it.
 *
 * @param testClass its class, without package
 * @param method its method
 * @param holders parts of names: the first must be named, others may be; none for a clean test
 */
record LeakTest(String testClass, String method, List<String> holders) {

  private static final Pattern TEST =
      Pattern.compile(
          "(?:@HeldBy\\(\"(?<holder>[^\"]+)\"\\)\\s+)?@Test\\s+(?:void|fun)\\s+(?<method>\\w+)\\(");
  private static final Pattern ANY = Pattern.compile("^\\s*@Test$", Pattern.MULTILINE);

  LeakTest {
    holders = List.copyOf(holders);
  }

  /** Reads all tests of a project, in Java or Kotlin. */
  static List<LeakTest> in(Path project) throws IOException {
    List<LeakTest> tests = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(project.resolve("src").resolve("test"))) {
      for (Path source : sources.filter(LeakTest::isSource).sorted().toList()) {
        read(source, tests);
      }
    }
    return tests;
  }

  private static boolean isSource(Path path) {
    return path.toString().endsWith(".java") || path.toString().endsWith(".kt");
  }

  private static void read(Path source, List<LeakTest> tests) throws IOException {
    String text = Files.readString(source);
    String testClass = String.valueOf(source.getFileName()).replaceFirst("\\..*", "");
    int found = 0;
    for (Matcher test = TEST.matcher(text); test.find(); found++) {
      String held = test.group("holder");
      List<String> holders = held == null ? List.of() : List.of(held.split(" \\| ", -1));
      String method = test.group("method");
      if (method.startsWith("leaks") == holders.isEmpty()) {
        throw new IOException("a test is named leaks... if it has a @HeldBy: " + method);
      }
      tests.add(new LeakTest(testClass, method, holders));
    }
    if (found != ANY.matcher(text).results().count()) {
      throw new IOException("@HeldBy, @Test and the method follow each other in " + source);
    }
  }

  boolean isClean() {
    return holders.isEmpty();
  }

  /** Whether a message that names these is right. */
  boolean isNamedBy(List<String> names) {
    return names.stream().anyMatch(name -> name.contains(holders.get(0)))
        && names.stream().allMatch(name -> holders.stream().anyMatch(name::contains));
  }

  String name() {
    return testClass + "." + method;
  }

  boolean is(Case test) {
    return test.testClass().equals(testClass) && test.method().equals(method);
  }
}
