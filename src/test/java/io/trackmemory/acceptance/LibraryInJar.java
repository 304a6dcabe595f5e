package io.trackmemory.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A library in a jar of its own, which no build made: see {@code library.Keeper}. Not named by its
 * class, which would then be loaded from a folder too, and so be the user's.
 *
 * @param keeper what it does when it is asked
 */
record LibraryInJar(BiFunction<String, Optional<Object>, Object> keeper) {

  static final String PACKAGE = "io.trackmemory.acceptance.library";
  static final String KEEPER = PACKAGE + ".Keeper";
  static final String PILE = KEEPER + ".PILE";

  /** One that nothing was asked of. */
  static LibraryInJar packed(Path folder) throws Exception {
    Path jar = folder.resolve("library.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : List.of("Keeper", "Keeper$Entry")) {
        String path = PACKAGE.replace('.', '/') + "/" + name + ".class";
        out.putNextEntry(new JarEntry(path));
        out.write(bytes(path));
      }
    }
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    return new LibraryInJar(made(loader.loadClass(KEEPER)));
  }

  private static byte[] bytes(String path) throws IOException {
    try (InputStream in = LibraryInJar.class.getClassLoader().getResourceAsStream(path)) {
      return in.readAllBytes();
    }
  }

  @SuppressWarnings("unchecked")
  private static BiFunction<String, Optional<Object>, Object> made(Class<?> type)
      throws ReflectiveOperationException {
    return (BiFunction<String, Optional<Object>, Object>) type.getConstructor().newInstance();
  }

  Object run(String what) {
    return keeper.apply(what, Optional.empty());
  }

  Object run(String what, Object given) {
    return keeper.apply(what, Optional.of(given));
  }
}
