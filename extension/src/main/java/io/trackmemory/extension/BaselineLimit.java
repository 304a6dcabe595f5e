package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.report.TestId;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.TestFolders;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The baseline of a test, of {@link MemoryBaseline}; and where those of its class are. */
final class BaselineLimit {

  private static final ClassValue<String> FOLDERS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> testClass) {
          return TestFolders.baselines(testClass).toString();
        }
      };

  private BaselineLimit() {}

  static Limit of(ExtensionContext context) {
    String name = name(Contexts.className(context), TestIds.of(context));
    return Limit.ofWholeBodies(
        "@MemoryBaseline",
        scope -> assertThatMemory(scope).matchesBaseline(name),
        (failure, scope) -> "");
  }

  /** As reports name it, with the classes inside of the one that the file is of. */
  private static String name(String testClass, TestId test) {
    String inside = testClass.substring(TestFolders.topLevel(testClass).length());
    return (inside.isEmpty() ? "" : inside.substring(1).replace('$', '.') + ".")
        + test.method()
        + test.invocation();
  }

  /** Settings with which it is known of each object which method called. */
  static Settings withEveryStack(Settings settings) {
    Preset preset = settings.get(Settings.PRESET);
    return preset == Preset.LEAK_HUNT
        ? settings
        : settings.with(Settings.PRESET, Preset.PRECISE.settingName());
  }

  /** Settings that tell where baselines are, as the class is known here only. */
  static Settings withFolder(Settings settings, ExtensionContext context) {
    return settings.get(Settings.BASELINE_DIR).isPresent()
        ? settings
        : settings.with(Settings.BASELINE_DIR, FOLDERS.get(Contexts.testClass(context)));
  }
}
