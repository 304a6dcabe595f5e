package io.trackmemory.report;

/**
 * The command that runs a test again, by the build tool in use as far as a JVM of tests can tell.
 * What a shell or the tool would take for something else in a name becomes a wildcard, so that the
 * command is one of this test, and of others at most, whatever it is called.
 */
final class Rerun {

  private static final int MAX_CHARS = 300;

  private Rerun() {}

  static String of(TestId test) {
    return of(test, System.getProperty("org.gradle.test.worker") != null);
  }

  static String of(TestId test, boolean gradle) {
    String any = gradle ? "*" : "?";
    String type = safe(test.testClass(), any);
    String whole = type + (gradle ? "." : "#") + method(test, any);
    String name = isClass(test) || whole.length() > MAX_CHARS ? type : whole;
    if (name.length() > MAX_CHARS) {
      name = type.substring(0, MAX_CHARS) + "*";
    }
    return gradle ? "./gradlew test --tests '" + name + "'" : "mvn test -Dtest='" + name + "'";
  }

  /* A class as a whole, which has the name of no method. */
  private static boolean isClass(TestId test) {
    return test.method().equals("class") || test.method().equals("(class)");
  }

  /* Types of parameters are part of an overloaded method's name here, and nowhere else. */
  private static String method(TestId test, String any) {
    String method = test.method();
    int parameters = method.endsWith(")") ? method.indexOf('(') : -1;
    return parameters < 0 ? safe(method, any) : safe(method.substring(0, parameters), any) + "*";
  }

  private static String safe(String name, String any) {
    StringBuilder safe = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || "_.$- ".indexOf(c) >= 0) {
                safe.appendCodePoint(c);
              } else {
                safe.append(any);
              }
            });
    return safe.toString();
  }
}
