package io.trackmemory.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * CPU time of the JIT compilers' threads of this JVM, which no bean tells apart: read from Linux's
 * {@code /proc/self/task}, where a thread's first figure in {@code schedstat} is in nanoseconds.
 * Threads of compilers must not end, see {@link Program#SAME_JVM}.
 */
final class Compilers {

  private static final Path TASKS = Path.of("/proc/self/task");

  private Compilers() {}

  /** Nanoseconds since the JVM began of all threads whose name begins so; 0 elsewhere. */
  static long nanos(String name) {
    if (!Files.isDirectory(TASKS)) {
      return 0;
    }
    long nanos = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        nanos += nanos(task, name);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the compilers' time must be readable: " + TASKS, e);
    }
    return nanos;
  }

  private static long nanos(Path task, String name) throws IOException {
    try {
      return Files.readString(task.resolve("comm")).startsWith(name)
          ? Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 2)[0])
          : 0;
    } catch (NoSuchFileException e) {
      return 0; // has ended
    }
  }
}
