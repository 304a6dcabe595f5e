package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.hook.Hook;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HookClassesTest {

  /** A class that nothing names would be missing where it is needed first: in a user's JVM. */
  @Test
  void find_hasEveryClassOfTheRecorder() throws Exception {
    assertThat(HookClasses.find().keySet())
        .containsExactlyInAnyOrderElementsOf(compiled())
        .hasSizeGreaterThan(40);
  }

  private static List<String> compiled() throws IOException, URISyntaxException {
    Path classes = Path.of(Hook.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(classes.resolve(HookClasses.PACKAGE))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.startsWith("package-info"))
          .map(file -> HookClasses.PACKAGE + file.substring(0, file.length() - ".class".length()))
          .toList();
    }
  }

  /** A method of such a name gets another body, whatever it is meant for: of records too. */
  @Test
  void replacedBodies_areThoseThatAreMeant() throws Exception {
    List<String> replaced = new ArrayList<>();
    for (String name : compiled()) {
      Class<?> type = Class.forName(name.replace('/', '.'), false, Hook.class.getClassLoader());
      for (Method method : type.getDeclaredMethods()) {
        if (List.of("threadId", "backtrace", "isValue").contains(method.getName())) {
          replaced.add(type.getSimpleName() + "." + method.getName());
        }
      }
    }
    assertThat(replaced)
        .containsExactlyInAnyOrder(
            "Recorders.threadId", "Backtraces.backtrace", "Followed.isValue");
  }

  @Test
  void find_putsWhatAClassExtendsAndImplementsBeforeIt() throws Exception {
    String own = HookClassesTest.class.getName().replace('.', '/') + "$";

    List<String> found = List.copyOf(HookClasses.find(own, List.of(own + "Lower")).keySet());
    assertThat(Lower.NAMES).isEqualTo(Named.class);
    assertThat(found)
        .containsExactlyInAnyOrder(own + "Named", own + "Kind", own + "Upper", own + "Lower")
        .containsSubsequence(own + "Kind", own + "Upper", own + "Lower");
  }

  private interface Kind {}

  private abstract static class Upper implements Kind {}

  private static final class Lower extends Upper {
    static final Class<?> NAMES = Named.class;
  }

  private static final class Named {}
}
