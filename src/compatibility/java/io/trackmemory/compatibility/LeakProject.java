package io.trackmemory.compatibility;

import java.util.List;

/**
 * A user's project whose tests are clean or leak, as they say themselves.
 *
 * @param what what is used, for readers
 * @param folder below {@code leaks}
 * @param versions names of versions, as the project's properties call them
 */
record LeakProject(String what, String folder, List<String> versions) {

  LeakProject {
    versions = List.copyOf(versions);
  }

  static List<LeakProject> all() {
    return List.of(
        of("Spring Boot: MVC, JPA with H2, Mockito, tasks, events", "spring-boot", "spring-boot"),
        of("Hibernate with H2, under JaCoCo", "hibernate", "hibernate", "h2", "jacoco"),
        of("Kotlin: coroutines, runTest, MockK", "kotlin", "kotlin", "coroutines", "mockk"),
        of("Lucene", "lucene", "lucene"),
        of("HttpServer and HttpClient of the JDK", "jdk-http"),
        of("Log4j 2", "log4j", "log4j"),
        of("Logback", "logback", "logback"),
        of("HikariCP with H2", "hikari", "hikari", "h2"),
        of("Jersey with Grizzly and Jackson", "jersey", "jersey"),
        of("Reactor Netty", "reactor-netty", "reactor-netty"),
        of("gRPC in process", "grpc", "grpc"),
        of("Micronaut: HTTP, events, tasks, Mockito", "micronaut", "micronaut"),
        of("Quarkus: REST, events, tasks", "quarkus", "quarkus"));
  }

  private static LeakProject of(String what, String folder, String... versions) {
    return new LeakProject("Leaks with " + what, folder, List.of(versions));
  }

  String path() {
    return "leaks/" + folder;
  }
}
