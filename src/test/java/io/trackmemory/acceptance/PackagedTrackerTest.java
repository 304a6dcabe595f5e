package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.trackmemory.tracker.MemoryTracker;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a user gets with the tracker: one jar, with two libraries in it that nobody else sees. */
class PackagedTrackerTest {

  private static final String PACKED = "io.trackmemory.tracker.shaded.";
  private static final String JC_TOOLS = PACKED + "jctools.";

  private static Path jar() throws URISyntaxException {
    Path jar =
        Path.of(MemoryTracker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(jar).as("these tests run over the packaged jars").isRegularFile();
    return jar;
  }

  @Test
  void classes_areAllOfOurName() throws Exception {
    try (JarFile file = new JarFile(jar().toFile())) {
      assertThat(file.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("io/trackmemory/tracker/"));
    }
  }

  /** Newer JDKs warn of it, then deny it. */
  @Test
  void packedQueue_usesNoUnsafe_andMissesNothing() throws Exception {
    JavaClasses all;
    try (JarFile file = new JarFile(jar().toFile())) {
      all = new ClassFileImporter().importJar(file);
    }
    List<JavaClass> packed =
        all.stream().filter(type -> type.getName().startsWith(JC_TOOLS)).toList();
    assertThat(packed)
        .extracting(JavaClass::getName)
        .contains(JC_TOOLS + "queues.atomic.MpscAtomicArrayQueue")
        .hasSizeLessThan(40);
    assertThat(packed)
        .flatExtracting(JavaClass::getDirectDependenciesFromSelf)
        .extracting(use -> use.getTargetClass().getBaseComponentType().getName())
        .isNotEmpty()
        .allMatch(name -> !name.contains("Unsafe"))
        .allMatch(
            name ->
                name.startsWith("java.")
                    || packed.stream().anyMatch(type -> type.getName().equals(name))
                    || !name.contains("."));
  }

  /** What Maven publishes in the place of the tracker's pom. */
  @Test
  void publishedPom_asksForNeitherLibrary() throws Exception {
    Path pom = jar().resolveSibling("../dependency-reduced-pom.xml").normalize();
    assertThat(Files.readString(pom)).contains("trackmemory-tracker");
    NodeList dependencies =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getElementsByTagName("dependency");

    assertThat(dependencies.getLength()).isPositive();
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      assertThat(text(dependency, "scope").equals("test") || isOptional(dependency))
          .as("%s is for nobody but this build", text(dependency, "artifactId"))
          .isTrue();
    }
  }

  private static boolean isOptional(Element dependency) {
    return text(dependency, "optional").equals("true");
  }

  private static String text(Element dependency, String name) {
    NodeList found = dependency.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}
