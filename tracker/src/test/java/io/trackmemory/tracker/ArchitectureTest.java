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

  /* Each room uses those before it only: data flows one way. */
  private static final List<String> ROOMS =
      Stream.of(
              ".base",
              "",
              ".jvm",
              ".jdk",
              ".site",
              ".spi",
              ".kept",
              ".vm",
              ".hook",
              ".gate",
              ".agent",
              ".heap",
              ".holder",
              ".recorded",
              ".question",
              ".snapshot",
              ".scope",
              ".assembly")
          .map(ROOT::concat)
          .toList();

  private static final Path SOURCES = Path.of("src", "main", "java");

  /* Not static: many objects, in which every later search for leaks would have to look. */
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages(ROOT);

  @Test
  void rooms_useThoseBeforeThemOnly() throws IOException {
    PackageGraph graph = new PackageGraph(ROOT).addClasses(classes).addImports(SOURCES);
    assertThat(graph.packages()).containsExactlyInAnyOrderElementsOf(ROOMS);
    assertThat(graph.against(ROOMS)).isEmpty();
    assertThat(graph.cycles()).isEmpty();
  }

  @Test
  void hook_usesJavaOnly() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".hook")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("java..")
                .or(resideInAPackage("org.jspecify.annotations"))
                .or(resideInAPackage(ROOT + ".vm")) // the JVM's own, once there
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
        .containsExactly(ROOT + ".gate.EndedThreads");
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
  void heapAndHolders_knowNeitherAgentNorRecorder() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".heap", ROOT + ".holder")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".agent", ROOT + ".hook", ROOT + ".gate", ROOT + ".site")
        .check(classes);
  }

  @Test
  void whatRulesAboutTheJdkSay_isDataOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".jdk")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(ROOT, ROOT + ".jdk")))
        .because("who rewrites classes and who reads the heap look things up in it")
        .check(classes);
  }

  @Test
  void processFigures_knowThePublicFaceOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".jvm")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(resideOutsideOfPackages(ROOT, ROOT + ".jvm"))
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
        .resideOutsideOfPackages(ROOT + ".hook", ROOT + ".agent")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".gate.LinkedGate")
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
    Path sources = SOURCES.resolve(Path.of("io", "trackmemory", "tracker"));
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

    assertThat(naming).containsExactly(Path.of("gate", "LinkedGate.java").toString());
  }

  @Test
  void agent_isKnownToWhoPutsTheRoomsTogetherOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".agent", ROOT + ".assembly")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".agent")
        .check(classes);
  }

  @Test
  void faceAndDoor_knowNothingOfWhatIsBehindThem() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT, ROOT + ".spi")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(resideOutsideOfPackages(ROOT, ROOT + ".spi", ROOT + ".base", ROOT + ".jvm")))
        .because("what is behind them finds them, and is found by its name")
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
