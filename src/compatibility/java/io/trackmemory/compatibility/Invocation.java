package io.trackmemory.compatibility;

import java.util.List;

/**
 * One run of Maven.
 *
 * @param name of its folder
 * @param project which project it builds, empty for all
 * @param options what stands on its line
 */
record Invocation(String name, String project, List<String> options) {

  /** Builds all modules. */
  static final Invocation ALL = new Invocation("all", "", List.of());

  Invocation {
    options = List.copyOf(options);
  }

  /** Builds one project that is no module, as it runs its tests in Maven's own JVM. */
  static Invocation of(String name, String project, String... options) {
    return new Invocation(name, project, List.of(options));
  }
}
