package io.trackmemory.tracker.question;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects like those of a JVM that runs tests of a larger framework: some 12,000 classes, 1.7
 * million small objects, strings, maps and what describes classes, in 90 MB.
 */
final class RealHeap {

  private static final List<String> MODULES =
      List.of("java.base", "java.xml", "java.desktop", "jdk.compiler", "java.sql");
  private static final int MOST_CLASSES = 12_000;
  private static final int BEANS = 24_000;
  private static final int ATTRIBUTES = 8;

  private final List<Class<?>> classes = new ArrayList<>();
  private final Map<String, Bean> beans = new ConcurrentHashMap<>();
  private final Map<Class<?>, Map<String, Object>> metadata = new WeakHashMap<>();
  private final Map<String, SoftReference<Object>> cache = new HashMap<>();
  private final List<byte[]> buffers = new ArrayList<>();

  /** What a framework knows of something. */
  private static final class Bean {
    final String name;
    final Class<?> type;
    final Map<String, Object> attributes = new LinkedHashMap<>();
    final List<Object> values = new ArrayList<>();
    final @Nullable Bean before;

    Bean(String name, Class<?> type, @Nullable Bean before) {
      this.name = name;
      this.type = type;
      this.before = before;
    }
  }

  RealHeap() {
    MODULES.forEach(this::load);
    Bean before = null;
    for (int i = 0; i < BEANS; i++) {
      before = bean(i, i % 16 == 0 ? null : before);
      beans.put(before.name, before);
    }
    for (int i = 0; i < 200; i++) {
      buffers.add(new byte[16 << 10]);
    }
  }

  private Bean bean(int number, @Nullable Bean before) {
    Bean bean = new Bean("bean-" + number, classes.get(number % classes.size()), before);
    for (int i = 0; i < ATTRIBUTES; i++) {
      bean.attributes.put("attribute " + number + "." + i, List.of(number, "value-" + i));
      bean.values.add(number % 2 == 0 ? Integer.valueOf(1000 + i) : Map.of("key", bean));
    }
    metadata.computeIfAbsent(bean.type, key -> new HashMap<>()).put(bean.name, new Object[] {bean});
    cache.put(bean.name, new SoftReference<>(new int[] {number}));
    return bean;
  }

  private void load(String module) {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = root.relativize(file).toString();
        if (classes.size() < MOST_CLASSES
            && name.endsWith(".class")
            && !name.endsWith("-info.class")) {
          load(name.substring(0, name.length() - ".class".length()).replace('/', '.'), classes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void load(String name, List<Class<?>> classes) {
    try {
      classes.add(Class.forName(name, false, null));
    } catch (ClassNotFoundException | LinkageError e) {
      // of another loader, or for another system
    }
  }

  /** Keeps it until now. */
  void check() {
    if (beans.size() != BEANS || metadata.isEmpty() || cache.isEmpty() || buffers.isEmpty()) {
      throw new IllegalStateException("the heap must live");
    }
  }
}
