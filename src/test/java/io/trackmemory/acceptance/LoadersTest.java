package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code in class loaders that see little, and of jars that are signed. */
class LoadersTest {

  private static final List<Class<?>> CODE = List.of(Shop.class, Shop.Order.class);

  @TempDir Path folder;

  /**
   * Delegates {@code java.*} only, as those of OSGi bundles: the tracker's classes do not exist.
   */
  private static final class Bundle extends ClassLoader {

    Bundle() {
      super(null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("java.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      for (Class<?> type : CODE) {
        if (type.getName().equals(name)) {
          byte[] file = fileOf(type);
          return defineClass(name, file, 0, file.length);
        }
      }
      throw new ClassNotFoundException(name);
    }
  }

  @Test
  void loaderThatHidesItsParents() throws Exception {
    Class<?> type = new Bundle().loadClass(Shop.class.getName());
    assertThat(type).isNotSameAs(Shop.class);
    assertCounted(type);
  }

  @Test
  void signedJar() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {signed().toUri().toURL()}, platform())) {
      Class<?> type = loader.loadClass(Shop.class.getName());
      assertThat(type).isNotSameAs(Shop.class);
      assertThat(type.getSigners()).isNotEmpty();
      assertThat(type.getProtectionDomain().getCodeSource().getCertificates()).hasSize(1);
      assertCounted(type);
    }
  }

  /* A lambda object, and for each order the order, a name and its bytes: in the shop's own lines. */
  private static void assertCounted(Class<?> type) throws ReflectiveOperationException {
    IntConsumer shop = (IntConsumer) type.getConstructor().newInstance();
    IntConsumer known = new Shop();
    String order = Shop.Order.class.getName();
    assertThatMemory(() -> shop.accept(3)).allocations().ofType(order).hasCount(3);
    assertThatMemory(() -> shop.accept(3))
        .hasAllocationCount(9)
        .hasAllocatedBytes(bytes(216))
        .hasNoLeaks();
    assertThatMemory(() -> known.accept(3)).hasAllocationCount(9).hasAllocatedBytes(bytes(216));
    String message = Messages.messageOf(() -> assertThatMemory(() -> shop.accept(-3)).hasNoLeaks());
    assertThat(message)
        .startsWith("Expecting the action to leak no objects but it leaked 3 (72 B):")
        .contains("held by " + Shop.class.getName() + ".KEPT (retains 72 B):")
        .contains("3 x " + order);
  }

  private Path signed() throws Exception {
    Path plain = folder.resolve("plain.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plain))) {
      for (Class<?> type : CODE) {
        jar.putNextEntry(new JarEntry(pathOf(type)));
        jar.write(fileOf(type));
      }
    }
    Path signed = folder.resolve("signed.jar");
    try (ZipFile jar = new ZipFile(plain.toFile());
        OutputStream out = Files.newOutputStream(signed)) {
      new JarSigner.Builder(key()).build().sign(jar, out);
    }
    return signed;
  }

  private KeyStore.PrivateKeyEntry key() throws Exception {
    Path store = folder.resolve("keys");
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            tool.toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "shop",
            "-dname",
            "CN=shop",
            "-keystore",
            store.toString(),
            "-storepass",
            "secret");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("keytool.txt"))).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
    return (KeyStore.PrivateKeyEntry)
        keys.getEntry("shop", new KeyStore.PasswordProtection("secret".toCharArray()));
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static String pathOf(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] fileOf(Class<?> type) {
    try (InputStream in = Shop.class.getResourceAsStream("/" + pathOf(type))) {
      if (in == null) {
        throw new AssertionError("no class file of " + type);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
