package io.trackmemory.tracker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The walls inside the tracker. Rules fail where they match no class: that is ArchUnit's default.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {

  private static final String ROOT = "io.trackmemory.tracker";

  /* Not static: many objects, in which every later search for leaks would have to look. */
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages(ROOT);

  @Test
  void hook_usesJavaOnly() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".hook")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("java..")
                .or(resideInAPackage("org.jspecify.annotations"))
                .or(resideInAPackage(ROOT + ".hook")))
        .because("its classes are defined in java.lang, where nothing else is found")
        .check(classes);
  }

  @Test
  void byteBuddy_isKnownToTheAgentOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".agent")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.bytebuddy..")
        .because("the rest of the tracker knows what rewriting gives, not how it is done")
        .check(classes);
    assertThat(usersOf("net.bytebuddy..")).isNotEmpty();
  }

  @Test
  void jcTools_makesOneQueueAndIsKnownToNobodyElse() {
    assertThat(usersOf("org.jctools.."))
        .as("what threads hand over when they end goes through it")
        .extracting(JavaClass::getName)
        .containsExactly(ROOT + ".record.EndedThreads");
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.jctools..")
                .and(resideOutsideOfPackages("org.jctools.queues.atomic")))
        .because("the others use sun.misc.Unsafe, which newer JDKs warn of and then deny")
        .check(classes);
  }

  private List<JavaClass> usersOf(String packages) {
    return classes.stream()
        .filter(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> resideInAPackage(packages).test(use.getTargetClass())))
        .toList();
  }

  @Test
  void leakSearch_knowsNeitherAgentNorRecorder() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".leak")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".agent", ROOT + ".hook", ROOT + ".record")
        .check(classes);
  }

  @Test
  void whatRulesAboutTheJdkSay_isDataOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".jdk")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(ROOT + ".jdk")))
        .because("agent, recorder and leak search all read it")
        .check(classes);
  }

  @Test
  void processFigures_knowThePublicFaceOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".process")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(resideOutsideOfPackages(ROOT, ROOT + ".process"))
                .or(
                    resideInAPackage("java.nio..")
                        .and(resideOutsideOfPackages("java.nio.charset"))))
        .because("they work without the agent, and a channel would take a direct buffer itself")
        .check(classes);
  }

  @Test
  void recorder_isReachedThroughTheGateOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".record")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".record.LinkedGate")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".hook")
        .because("at run time those classes have other names")
        .check(classes);
  }

  /* Constants that the compiler copies leave no trace in class files. The agent writes such numbers
   * into the code that it rewrites. */
  @Test
  void sourcesThatNameTheRecorder_areItsOwnTheAgentsAndTheGate() throws IOException {
    Path sources = Path.of("src", "main", "java", "io", "trackmemory", "tracker");
    List<String> naming = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (!file.startsWith(sources.resolve("hook"))
            && !file.startsWith(sources.resolve("agent"))
            && Files.readString(file).contains("tracker.hook.")) {
          naming.add(sources.relativize(file).toString());
        }
      }
    }

    assertThat(naming).containsExactly(Path.of("record", "LinkedGate.java").toString());
  }

  @Test
  void recorder_doesNotKnowTheAgent() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".record")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".agent")
        .check(classes);
  }

  @Test
  void publicFace_knowsWhatIsBehindItThroughTheDoorOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".agent",
            ROOT + ".hook",
            ROOT + ".record",
            ROOT + ".leak",
            ROOT + ".process",
            ROOT + ".jdk")
        .check(classes);
  }

  @Test
  void tracker_knowsNoOtherModule() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.trackmemory..")
                .and(resideOutsideOfPackages(ROOT + ".."))
                .or(resideInAPackage("org.junit.."))
                .or(resideInAPackage("org.assertj.."))
                .or(resideInAPackage("com.github.mustachejava..")))
        .check(classes);
  }

  @Test
  void publicClasses_areFinal() {
    classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(classes);
  }

  @Test
  void publicTypes_areThoseOfTheList() throws IOException {
    List<String> exported =
        classes.stream()
            .filter(type -> Set.of(ROOT, ROOT + ".spi").contains(type.getPackageName()))
            .filter(ArchitectureTest::isVisible)
            .map(JavaClass::getName)
            .sorted()
            .toList();

    assertThat(exported)
        .as("public types; a change of the public face is a change of public-types.txt")
        .isEqualTo(golden());
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
  }

  private static List<String> golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ArchitectureTest.class.getResourceAsStream("/public-types.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
