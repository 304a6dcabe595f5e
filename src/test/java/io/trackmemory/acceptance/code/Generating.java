package io.trackmemory.acceptance.code;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Code that defines classes. */
public final class Generating {

  private static final List<Class<?>> HIDDEN = new ArrayList<>();
  private static final List<ClassLoader> LOADERS = new ArrayList<>();
  private static final OwnLoader LOADER = new OwnLoader(Generating.class.getClassLoader());
  private static int calls;

  private Generating() {}

  private static final class OwnLoader extends ClassLoader {

    OwnLoader(ClassLoader parent) {
      super(parent);
    }

    Class<?> define(byte[] file) {
      return defineClass(null, file, 0, file.length);
    }
  }

  /** A class more in the loader of this one. */
  public static void inTheLoaderOfAll() throws Exception {
    MethodHandles.lookup().defineClass(renamed("Generated"));
  }

  /** A class more in a loader that was there before. */
  public static void inALoaderFromBefore() throws Exception {
    LOADER.define(renamed("Generatea"));
  }

  /** A hidden class more that a list keeps. */
  public static void hiddenAndKept() throws Exception {
    HIDDEN.add(MethodHandles.lookup().defineHiddenClass(original(), false).lookupClass());
  }

  /** A hidden class that nobody keeps. */
  public static void hiddenAndForgotten() throws Exception {
    MethodHandles.lookup().defineHiddenClass(original(), false);
  }

  /** A class in a loader of its own, which nobody keeps. */
  public static void withALoaderForgotten() throws Exception {
    new OwnLoader(Generating.class.getClassLoader()).define(original());
  }

  /** A class in a loader of its own, which a list keeps. */
  public static void withALoaderKept() throws Exception {
    OwnLoader made = new OwnLoader(Generating.class.getClassLoader());
    made.define(original());
    LOADERS.add(made);
  }

  /** Other code of the same class file than the time before. */
  public static void otherAnonymousClassesAndLambdas() {
    Object used =
        switch (calls++ % 4) {
          case 0 -> new Object() {};
          case 1 -> new Object() {};
          case 2 -> new Object() {};
          default -> new Object() {};
        };
    Supplier<Object> lambda =
        switch (calls % 4) {
          case 0 -> () -> "first";
          case 1 -> () -> "second";
          case 2 -> () -> "third";
          default -> () -> "fourth";
        };
    if (used == lambda.get()) {
      throw new AssertionError("cannot be");
    }
  }

  /** A proxy, whose class the JDK makes once. */
  public static void proxy() {
    Object made =
        Proxy.newProxyInstance(
            Generating.class.getClassLoader(),
            new Class<?>[] {Runnable.class},
            (proxy, method, arguments) -> null);
    ((Runnable) made).run();
  }

  /** What a class path has, by a loader that is closed and forgotten. */
  public static void loadAndClose() throws Exception {
    URL place = Generating.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {place}, null)) {
      loader.loadClass(Generated1000.class.getName());
    }
  }

  private static byte[] renamed(String as) throws IOException {
    String bytes = new String(original(), StandardCharsets.ISO_8859_1);
    return bytes
        .replace(Generated1000.class.getSimpleName(), as + (2_000 + calls++))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] original() throws IOException {
    String file = Generated1000.class.getSimpleName() + ".class";
    try (InputStream in = Generating.class.getResourceAsStream(file)) {
      return requireNonNull(in).readAllBytes();
    }
  }

  /** Forgets what is kept. */
  public static void forget() {
    HIDDEN.clear();
    LOADERS.clear();
  }
}
