package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.GroovyClassLoader;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Code is counted and followed alike, whichever compiler wrote its instructions. */
@Tag("slow")
@Tag("jdk")
class CompilersTest {

  /* As an application has its classes: what they keep is kept, whichever method runs. */
  private static final List<Class<?>> LOADED = new ArrayList<>();

  @TempDir Path folder;

  enum Compiler {
    JAVAC,
    ECJ;

    void compile(Path source, Path target) {
      String[] arguments = {"--release", "17", "-g", "-d", target.toString(), source.toString()};
      StringWriter said = new StringWriter();
      if (this == JAVAC) {
        JavaCompiler javac = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        assertThat(javac.run(null, null, null, arguments)).isZero();
      } else {
        PrintWriter out = new PrintWriter(said, true);
        assertThat(BatchCompiler.compile(arguments, out, out, null)).as(said.toString()).isTrue();
      }
    }
  }

  private Class<?> patterns(Compiler compiler) throws IOException, ReflectiveOperationException {
    Path source = folder.resolve("Patterns.java");
    try (InputStream in =
        Objects.requireNonNull(CompilersTest.class.getResourceAsStream("Patterns.java.txt"))) {
      Files.writeString(source, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    compiler.compile(source, folder);
    URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    Class<?> patterns = loader.loadClass("patterns.Patterns");
    LOADED.add(patterns);
    return patterns;
  }

  private static ThrowingRunnable calling(Method pattern) {
    return () -> pattern.invoke(null);
  }

  @ParameterizedTest
  @EnumSource
  void eachPattern_isFollowed(Compiler compiler) throws Throwable {
    Class<?> patterns = patterns(compiler);
    List<?> kept = (List<?>) patterns.getField("KEPT").get(null);
    List<String> seen = new ArrayList<>();
    for (Method pattern : patterns.getMethods()) {
      if (Modifier.isStatic(pattern.getModifiers())) {
        calling(pattern).run(); // what a Method keeps of its caller
        kept.clear();
        MemorySnapshot snapshot = MemoryTracker.measure(calling(pattern));
        boolean keeps = !pattern.getName().equals("droppedOnly");
        assertThat(kept).as(pattern.getName()).hasSize(keeps ? 1 : 0);
        assertThatMemory(snapshot)
            .as(pattern.getName())
            .leaks()
            .ofType("patterns.Patterns$Kept")
            .hasCount(kept.size());
        assertThatMemory(snapshot).as(pattern.getName()).hasLeakCount(keeps ? 2 : 0); // its room
        seen.add(pattern.getName());
        kept.clear();
      }
    }
    assertThat(seen).hasSize(12);
  }

  @ParameterizedTest
  @EnumSource
  void peakOfAnUnusedObject_isSeen(Compiler compiler) throws Exception {
    Method large = patterns(compiler).getMethod("large");
    assertThat(messageOf(() -> assertThatMemory(calling(large)).hasPeakAtMost(kib(50))))
        .startsWith("Expecting the action to have at most 50 KiB alive at once but it had ");
  }

  /* As the Eclipse compiler writes `new` without `dup`. */
  @Test
  void counts_areThoseOfTheOther() throws Throwable {
    List<List<String>> all = new ArrayList<>();
    for (Compiler compiler : Compiler.values()) {
      List<String> counts = new ArrayList<>();
      for (Method pattern : patterns(compiler).getMethods()) {
        if (Modifier.isStatic(pattern.getModifiers())) {
          calling(pattern).run();
          MemorySnapshot seen = MemoryTracker.measure(calling(pattern));
          counts.add(
              pattern.getName() + " " + seen.allocationCount() + " " + seen.allocatedBytes());
        }
      }
      all.add(counts.stream().sorted().toList());
    }
    assertThat(all.get(0)).hasSize(12).isEqualTo(all.get(1));
  }

  /* Call sites of Groovy reach boxes, constructors and clones through method handles. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.lang.Integer | 3 | def a = 1000; def b = 2000; made = a + b",
        "java.lang.Integer | 1 | made = 1000",
        "java.lang.Integer | 1 | made = Integer.parseInt('1000')",
        "int[] | 1 | made = NUMBERS.clone()",
        "java.util.Date | 1 | made = new Date(0L)",
        "java.util.Date | 1 | KEPT << new Date(0L)",
      })
  void groovy_countsTheSameAtEachCall(String made, int count, String code) throws Exception {
    try (GroovyClassLoader loader = new GroovyClassLoader(CompilersTest.class.getClassLoader())) {
      Class<?> type =
          loader.parseClass(
              """
              class Code implements Runnable {
                static final int[] NUMBERS = [1, 2, 3] as int[]
                static final List KEPT = new ArrayList(10_000)
                Object made
                void run() { %s }
              }
              """
                  .formatted(code));
      LOADED.add(type);
      Runnable action = (Runnable) type.getDeclaredConstructor().newInstance();
      for (int calls = 0; calls < 1_500; calls++) {
        action.run(); // past the calls at which the JDK compiles what leads there
      }
      MemorySnapshot first = MemoryTracker.measure(action::run);
      for (int round = 0; round < 3; round++) {
        MemorySnapshot seen = MemoryTracker.measure(action::run);
        assertThatMemory(seen).allocations().ofType(made).hasCount(count);
        assertThatMemory(seen).hasAllocationCount(first.allocationCount()); // Groovy's own too
      }
      if (code.startsWith("KEPT")) {
        assertThatMemory(MemoryTracker.measure(action::run)).leaks().ofType(made).hasCount(1);
      }
    }
  }
}
