package io.trackmemory.acceptance.code;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.ref.SoftReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Leaks that show in repeated runs, and caches and pools that only look like one. */
public final class GrowthCases {

  private static final String NAME = GrowthCases.class.getName() + ".";

  static final List<Runnable> LISTENERS = new ArrayList<>();
  private static final Object[] BOUND = new Object[100];
  private static final Map<Integer, byte[]> RECENT = new Recent();
  private static final Deque<byte[]> POOL = new ArrayDeque<>();
  private static final Map<Integer, SoftReference<byte[]>> SOFT = new HashMap<>();
  private static final Map<Object, byte[]> WEAK = new WeakHashMap<>();
  private static final Map<Integer, String> FILLED = new HashMap<>();
  private static final List<ClassLoader> LOADERS = new ArrayList<>();
  private static final ThreadLocal<List<Object>> OWN = ThreadLocal.withInitial(ArrayList::new);
  private static final ThreadLocal<List<Object>> OF_WORKER =
      ThreadLocal.withInitial(ArrayList::new);
  private static final ExecutorService WORKER = Executors.newSingleThreadExecutor();

  private static @Nullable Map<String, String> once;
  private static Object given = "";
  private static int bound;
  private static int calls;

  private GrowthCases() {}

  private static final class Recent extends LinkedHashMap<Integer, byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
      return size() > 5;
    }
  }

  /** All of them. */
  public static List<GrowthCase> all() {
    return List.of(
        GrowthCase.growing("listener", GrowthCases::listen, NAME + "LISTENERS"),
        new GrowthCase(
            "nothing made in the run", GrowthCases::give, GrowthCases::bind, NAME + "BOUND"),
        GrowthCase.growing("thread-local", () -> OWN.get().add(new byte[50]), local("OWN")),
        GrowthCase.growing("on another thread", GrowthCases::onWorker, local("OF_WORKER")),
        GrowthCase.growing(
            "file to delete", GrowthCases::deleteOnExit, "java.io.DeleteOnExitHook.files"),
        GrowthCase.growing(
            "shutdown hook", GrowthCases::hook, "java.lang.ApplicationShutdownHooks.hooks"),
        GrowthCase.growing("class loader", GrowthCases::load, NAME + "LOADERS"),
        GrowthCase.growing("classes made in each run", GrowthCases::define, "loaded classes"),
        GrowthCase.level("least recently used", () -> RECENT.put(calls++, new byte[calls % 90])),
        GrowthCase.level("pool", GrowthCases::pooled),
        GrowthCase.level("soft cache", GrowthCases::softly),
        GrowthCase.level("weak map", () -> WEAK.put(new Object(), new byte[100])),
        GrowthCase.level("one-time", GrowthCases::initialised),
        GrowthCase.level("filling up", () -> FILLED.computeIfAbsent(calls++ % 3, i -> "v" + i)));
  }

  private static String local(String field) {
    return "ThreadLocal " + NAME + field;
  }

  private static void listen() {
    String name = "listener " + calls++;
    LISTENERS.add(() -> Pair.use(name));
  }

  private static void give() {
    given = new byte[200];
  }

  private static void bind() {
    BOUND[bound++] = given;
  }

  private static void onWorker() throws Exception {
    WORKER.submit(() -> OF_WORKER.get().add(new byte[50])).get();
  }

  private static void deleteOnExit() {
    new File("never-made-" + calls++).deleteOnExit();
  }

  private static void hook() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
  }

  /* Code that generates classes: here the same one, each time by another name. */
  private static void define() throws Exception {
    String name = Generated1000.class.getSimpleName();
    try (InputStream in = GrowthCases.class.getResourceAsStream(name + ".class")) {
      String bytes = new String(requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
      String renamed = bytes.replace(name, "Generated" + (1_001 + calls++));
      MethodHandles.lookup().defineClass(renamed.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static void load() {
    LOADERS.add(new URLClassLoader(new URL[0], null));
  }

  private static void pooled() {
    calls++;
    byte[] taken = POOL.poll();
    POOL.add(taken == null || calls % 3 == 0 ? new byte[512] : taken);
  }

  private static void softly() {
    calls++;
    SOFT.put(1_000 + calls, new SoftReference<>(new byte[100_000]));
  }

  private static void initialised() {
    if (once == null) {
      Map<String, String> made = new HashMap<>();
      for (int i = 0; i < 100; i++) {
        made.put("key " + i, "value " + i);
      }
      once = made;
    }
    Pair.use(once.get("key 7"));
  }

  /** Ends what was started. */
  public static void end() {
    WORKER.shutdown();
  }
}
