package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.NoLeaks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** Code in a bundle of Apache Felix, whose class loader delegates {@code java.*} only. */
class BundleTest {

  @TempDir static Path cache;

  private static Framework framework;
  private static IntUnaryOperator orders;

  @BeforeAll
  static void start() throws Exception {
    framework =
        new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", cache.toString()));
    framework.start();
    Bundle bundle =
        framework
            .getBundleContext()
            .installBundle("memory:orders", new ByteArrayInputStream(bundle()));
    bundle.start();
    Class<?> type = bundle.loadClass(Orders.class.getName());
    assertThat(type).isNotSameAs(Orders.class);
    orders = (IntUnaryOperator) type.getConstructor().newInstance();
  }

  @AfterAll
  static void stop() throws Exception {
    framework.stop();
    framework.waitForStop(0);
  }

  private static byte[] bundle() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "example.orders");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (Class<?> type : new Class<?>[] {Orders.class, Orders.Order.class}) {
        String file = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(file));
        try (InputStream in = type.getResourceAsStream("/" + file)) {
          in.transferTo(jar);
        }
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void countsInABundle() {
    assertThatMemory(() -> orders.applyAsInt(3)).hasAllocationCount(3).hasNoLeaks();
  }

  @Test
  void countsTypesOfABundle() {
    assertThatMemory(() -> orders.applyAsInt(3))
        .allocations()
        .ofType("example.Orders$Order")
        .fromMethod("Orders.make")
        .hasCount(3);
  }

  @Test
  @NoLeaks
  void keepsNothing() {
    orders.applyAsInt(3);
  }

  @Test
  void countsWrongly() {
    assertThatMemory(() -> orders.applyAsInt(3)).hasAllocationCount(2);
  }
}
