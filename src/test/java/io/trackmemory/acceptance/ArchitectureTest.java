package io.trackmemory.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.trackmemory.tracker.PackageGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use whom, on the packaged classes. A rule that finds no class fails. */
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {

  private static final String ANNOTATIONS = "io.trackmemory.annotations..";
  private static final String TRACKER = "io.trackmemory.tracker..";
  private static final String DSL = "io.trackmemory.dsl..";
  private static final String PROOF = "io.trackmemory.proof..";
  private static final String REPORT = "io.trackmemory.report..";
  private static final String EVENTS = "io.trackmemory.report.jfr..";
  private static final String BASE = "io.trackmemory.report.base..";
  private static final String EXTENSION = "io.trackmemory.extension..";

  /** Libraries that are packed into a module, under names of its own. */
  private static final DescribedPredicate<JavaClass> SHADED =
      resideInAPackage("io.trackmemory..shaded..");

  /* Not static: many objects, in which every later search for leaks would have to look. */
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.trackmemory")
          .that(not(resideInAPackage("io.trackmemory.acceptance..")));

  @ParameterizedTest
  @CsvSource({TRACKER, DSL, REPORT, EXTENSION})
  void modulesAreLookedAt(String module) {
    assertThat(classes.that(resideInAPackage(module).and(not(SHADED)))).hasSizeGreaterThan(10);
  }

  @Test
  void dataFlowsOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("tracker")
        .definedBy(TRACKER)
        .layer("dsl")
        .definedBy(DSL, PROOF)
        .layer("report")
        .definedBy(REPORT)
        .layer("extension")
        .definedBy(EXTENSION)
        .whereLayer("tracker")
        .mayNotAccessAnyLayer()
        .whereLayer("dsl")
        .mayOnlyAccessLayers("tracker")
        .whereLayer("report")
        .mayOnlyAccessLayers("tracker")
        .whereLayer("extension")
        .mayOnlyAccessLayers("tracker", "dsl", "report")
        .because(
            "a newcomer keeps one picture in mind: tracker, then dsl and report, then extension")
        .check(classes);
  }

  @Test
  void annotations_standAlone() {
    noClasses()
        .that(resideInAPackage(ANNOTATIONS))
        .should()
        .dependOnClassesThat(not(resideInAnyPackage(ANNOTATIONS, "java..")))
        .because("production code that has a contract must need nothing else")
        .check(classes);
  }

  @Test
  void packages_makeNoCycle() throws IOException {
    PackageGraph graph = new PackageGraph("io.trackmemory").addClasses(classes);
    for (String module : List.of("tracker", "dsl", "report", "extension")) {
      graph.addImports(Path.of("..", "..", module, "src", "main", "java"));
    }
    assertThat(graph.packages()).hasSizeGreaterThan(15);
    assertThat(graph.cycles()).isEmpty();
  }

  @Test
  void tracker_throughFaceAndDoorOnly() {
    noClasses()
        .that(not(resideInAPackage(TRACKER)))
        .should()
        .dependOnClassesThat(
            resideInAPackage(TRACKER)
                .and(
                    not(
                        resideInAnyPackage(
                            "io.trackmemory.tracker", "io.trackmemory.tracker.spi"))))
        .because("what is behind them may change")
        .check(classes);
  }

  @Test
  void byteBuddy_inTheAgentOnly() {
    only(
            "io.trackmemory.tracker.shaded.bytebuddy..",
            "io.trackmemory.tracker.agent..",
            "one room rewrites classes")
        .check(classes);
    nobody("net.bytebuddy..", "users have other versions of it").check(classes);
  }

  @Test
  void jcTools_whereThreadsMeetOnly() {
    only(
            "io.trackmemory.tracker.shaded.jctools..",
            "io.trackmemory.tracker.gate..",
            "one class makes the queue that ended threads use")
        .check(classes);
    nobody("org.jctools..", "users have other versions of it").check(classes);
  }

  @Test
  void packedLibraries_inTrackerOnly() {
    noClasses()
        .that(not(resideInAPackage(TRACKER)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.trackmemory.tracker.shaded..")
        .because("what crosses threads stays in the tracker, and so do its libraries")
        .check(classes);
  }

  @Test
  void assertJ_inDslOnly() {
    only("org.assertj..", DSL, "the tracker and its pages work without assertions").check(classes);
  }

  @Test
  void mustache_inReportOnly() {
    only("com.github.mustachejava..", REPORT, "pages are made in one place").check(classes);
  }

  @Test
  void picocli_inTheCommandLineOnly() {
    only("picocli..", "io.trackmemory.report.cli..", "who depends on the reports has no picocli")
        .check(classes);
    noClasses()
        .that(not(resideInAPackage("io.trackmemory.report.cli..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.trackmemory.report.cli..")
        .because("what refers to it could be loaded where picocli is not")
        .check(classes);
  }

  @Test
  void flightRecorder_inItsRoomOnly() {
    only("jdk.jfr..", EVENTS, "recordings are files that the report writes and reads")
        .check(classes);
  }

  @Test
  void events_knowNoPages() {
    noClasses()
        .that()
        .resideInAnyPackage(EVENTS, BASE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.trackmemory.report")
        .because("pages and events are made of one report, neither of the other")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage(BASE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EVENTS)
        .because("what both tell alike is below both")
        .check(classes);
  }

  @Test
  void jUnit_inExtensionOnly() {
    only("org.junit..", EXTENSION, "the others work in any program").check(classes);
  }

  @Test
  void hook_usesTheJdkOnly() {
    classes()
        .that(resideInAPackage("io.trackmemory.tracker.hook.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "jdk..",
                "io.trackmemory.tracker.hook..",
                "io.trackmemory.tracker.vm..", // the JVM's own, once there
                "org.jspecify.."))
        .because("rewritten JDK classes call it")
        .check(classes);
  }

  @Test
  void parameterizedTests_oneAnnotationOnly() {
    noClasses()
        .that(not(HasName.Predicates.nameMatching(".*\\.MemorySizes(Provider)?")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.junit.jupiter.params..")
        .because("who has no parameterized tests need not have their module")
        .check(classes);
  }

  /** Used by one module or package only, and there really. */
  private ArchRule only(String library, String room, String reason) {
    assertThat(classes.that(resideInAPackage(room)))
        .as("classes of %s that use %s", room, library)
        .anyMatch(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> resideInAPackage(library).test(use.getTargetClass())));
    return noClasses()
        .that(not(resideInAPackage(room)).and(not(SHADED)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason);
  }

  private ArchRule nobody(String library, String reason) {
    return noClasses().should().dependOnClassesThat().resideInAPackage(library).because(reason);
  }
}
