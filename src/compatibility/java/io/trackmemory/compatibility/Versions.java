package io.trackmemory.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Versions as the projects' properties have them.
 *
 * @param projects where the projects are
 */
record Versions(Path projects) {

  static Versions of(Path projects) {
    return new Versions(projects);
  }

  /** Those that matter for a row, for readers. */
  String text(Row row) {
    return text(row.project(), row.versions());
  }

  String text(String project, List<String> names) {
    return names.stream()
        .map(name -> shown(name) + " " + version(project, name))
        .collect(Collectors.joining(", "));
  }

  private static String shown(String name) {
    return switch (name) {
      case "surefire" -> "plugin";
      case "junit" -> "JUnit";
      case "jacoco" -> "JaCoCo";
      case "byte-buddy" -> "Byte Buddy";
      case "bouncycastle" -> "Bouncy Castle";
      case "spring-boot" -> "Spring Boot";
      case "reactor-netty" -> "Reactor Netty";
      case "hikari" -> "HikariCP";
      case "grpc" -> "gRPC";
      case "jqwik" -> "jqwik";
      case "mockk" -> "MockK";
      default -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
    };
  }

  /** The project's own property, else that of all projects. */
  String version(String project, String name) {
    String own = property(projects.resolve(project), name);
    String version = own.isEmpty() ? property(projects, name) : own;
    if (version.isEmpty()) {
      throw new IllegalArgumentException(name + ".version must be a property of " + project);
    }
    return version;
  }

  private static String property(Path project, String name) {
    try {
      Matcher found =
          Pattern.compile("<" + name + "\\.version>([^<]+)<")
              .matcher(Files.readString(project.resolve("pom.xml")));
      return found.find() ? found.group(1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
