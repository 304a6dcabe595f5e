package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.question.LeakFindings.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Class loaders, what the statics of their classes hold, and what holds them. */
class ClassLoaderHoldersTest {

  static final List<Object> LIST = new ArrayList<>();

  /** Loaded once more by a loader of its own. */
  public static final class Plugin {
    public static final List<Object> CACHE = new ArrayList<>();

    private Plugin() {}
  }

  private static final class PluginLoader extends ClassLoader {

    PluginLoader() {
      super(ClassLoaderHoldersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(Plugin.class.getName()) ? define(name) : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
      try (InputStream in = ClassLoaderHoldersTest.class.getResourceAsStream(file)) {
        byte[] code = in == null ? new byte[0] : in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @SuppressWarnings("unchecked")
    List<Object> cache() throws ReflectiveOperationException {
      return (List<Object>) loadClass(Plugin.class.getName(), true).getField("CACHE").get(null);
    }
  }

  private final Survivors survivors = new Survivors();

  @AfterEach
  void release() {
    LIST.clear();
  }

  @Test
  void search_staticOfHeldLoadersClass_isTheHolder() throws Exception {
    PluginLoader loader = new PluginLoader();
    LIST.add(loader);
    loader.cache().add(survivors.note(new StringBuilder("cached")));
    loader = null;

    Finding finding = only(survivors.search());

    assertThat(finding.chain().rootDescription())
        .isEqualTo("static field of " + Plugin.class.getName());
    assertThat(finding.signature()).isEqualTo(Plugin.class.getName() + ".CACHE");
    assertThat(finding.chain().suspectIndex()).hasValue(0);
  }

  @Test
  void search_loaderIsASurvivor_whatItsClassesHoldBelongsToIt() throws Exception {
    PluginLoader loader = survivors.note(new PluginLoader());
    LIST.add(loader);
    loader.cache().add(survivors.note(new StringBuilder("cached")));
    loader = null;

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).endsWith("ClassLoaderHoldersTest.LIST");
    assertThat(finding.survivors()).containsExactly(0, 1);
  }

  @Test
  void search_instanceHoldsItsLoader_loaderIsFoundThroughIt() throws Exception {
    PluginLoader loader = survivors.note(new PluginLoader());
    LIST.add(loader.loadClass(Plugin.class.getName()));
    loader = null;

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).endsWith("ClassLoaderHoldersTest.LIST");
    assertThat(finding.chain().links().get(finding.chain().links().size() - 2).reference())
        .isEqualTo("class loader");
  }

  private static Finding only(LeakFindings found) {
    assertThat(found.uncertified()).isEmpty();
    assertThat(found.findings()).hasSize(1);
    return found.findings().get(0);
  }
}
