package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Jvm;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoaderNamesTest {

  private static final String REFUSED =
      "(its class loader refuses java.lang.TrackMemoryHook; let it ask its parent); exclude it with"
          + " trackmemory.exclude if it does not matter]";

  /** Gives its own classes and those whose names it knows, and throws for all others. */
  static final class Strict extends ClassLoader {
    private final Map<String, byte[]> classes;
    private final List<String> allowed;
    private final boolean unchecked;

    Strict(Map<String, byte[]> classes, List<String> allowed, boolean unchecked) {
      super(null);
      this.classes = classes;
      this.allowed = allowed;
      this.unchecked = unchecked;
    }

    @Override
    protected Class<?> loadClass(@Nullable String name, boolean resolve)
        throws ClassNotFoundException {
      String asked = Objects.requireNonNull(name);
      byte[] file = classes.get(asked);
      if (file != null) {
        Class<?> known = findLoadedClass(asked);
        return known == null ? defineClass(asked, file, 0, file.length) : known;
      }
      if (!allowed.contains(asked)) {
        if (unchecked) {
          throw new SecurityException(asked);
        }
        throw new ClassNotFoundException(asked);
      }
      return super.loadClass(asked, resolve);
    }

    Runnable make(String name) throws ReflectiveOperationException {
      return (Runnable) loadClass(name).getDeclaredConstructor().newInstance();
    }
  }

  private static final List<String> ALLOWED =
      List.of("java.lang.Object", "java.lang.Runnable", "java.lang.Cloneable");

  private static Map<String, byte[]> classNamed(String name) {
    Generated generated =
        new Generated()
            .add(
                name,
                "java/lang/Object",
                out -> Generated.run(out, code -> Generated.makeObjects(code, 3)));
    return Map.of(name, generated.classFile(name));
  }

  private static Strict strict(String name, boolean unchecked) {
    return new Strict(classNamed(name), ALLOWED, unchecked);
  }

  @Test
  void loaderThatAnswers_isGivenTheHook() {
    LoaderNames names = new LoaderNames();
    MemoryTracker.measure(() -> {});

    assertThat(names.give(null)).isTrue();
    assertThat(names.give(getClass().getClassLoader())).isTrue();
    assertThat(names.give(new Generated())).isTrue();
    assertThat(names.give(new ClassLoader(new Generated()) {})).isTrue();
    assertThat(names.give(strict("Any", true))).isFalse();
    assertThat(names.give(new ClassLoader(strict("Any", false)) {})).isFalse();
    List<String> all = new ArrayList<>(ALLOWED);
    for (String name : HookCall.ENTRY_POINTS) {
      all.add(name.replace('/', '.'));
    }
    assertThat(names.give(new Strict(classNamed("Any"), all, true))).isTrue();
    assertThat(names.left()).isEmpty();
  }

  @Test
  void loaderThatRefuses_classesStayAsTheyAreAndAreNamed() throws Exception {
    assertThat(Jvm.run(RefusingMain.class.getName()))
        .containsExactly(
            "0 [class Before could not be instrumented " + REFUSED,
            "0 [class Before could not be instrumented " + REFUSED,
            "[Before, Later]",
            "3");
  }

  static final class RefusingMain {

    private RefusingMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
      Runnable before = strict("Before", false).make("Before");
      before.run();
      print(MemoryTracker.measure(before::run));
      Runnable later = strict("Later", true).make("Later");
      print(MemoryTracker.measure(later::run));
      List<String> left = new ArrayList<>();
      for (Runnable made : List.of(before, later)) {
        left.add(made.getClass().getName());
      }
      System.out.println(left);
      Runnable usual =
          new Generated()
              .add(
                  "Usual",
                  "java/lang/Object",
                  out -> Generated.run(out, code -> Generated.makeObjects(code, 3)))
              .newInstance("Usual");
      System.out.println(MemoryTracker.measure(usual::run).allocationCount());
    }

    private static void print(MemorySnapshot seen) {
      System.out.println(seen.allocationCount() + " " + seen.uncertified().stream().toList());
    }
  }
}
