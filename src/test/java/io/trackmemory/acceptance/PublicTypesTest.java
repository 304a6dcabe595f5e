package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What others can see of the modules: a change here is a change of contract. */
@TestInstance(Lifecycle.PER_CLASS)
class PublicTypesTest {

  /* Not static: many objects, in which every later search for leaks would have to look. */
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(
              "io.trackmemory.annotations",
              "io.trackmemory.tracker",
              "io.trackmemory.dsl",
              "io.trackmemory.proof",
              "io.trackmemory.report",
              "io.trackmemory.extension");

  @Test
  void publicTypes_areThoseListed() throws IOException {
    try (InputStream listed = PublicTypesTest.class.getResourceAsStream("public-types.txt")) {
      assertThat(listed).as("public-types.txt").isNotNull();
      String actual =
          classes.stream()
              .filter(PublicTypesTest::isVisible)
              .map(JavaClass::getName)
              .filter(name -> !name.contains(".shaded."))
              .sorted()
              .collect(Collectors.joining("\n", "", "\n"));
      assertThat(actual).isEqualTo(new String(listed.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void publicClasses_areFinal() {
    assertThat(
            classes.that(
                DescribedPredicate.describe("are visible classes", PublicTypesTest::isClass)))
        .isNotEmpty()
        .allMatch(type -> type.getModifiers().contains(JavaModifier.FINAL));
  }

  private static boolean isClass(JavaClass type) {
    return isVisible(type)
        && !type.isInterface()
        && !type.isEnum()
        && !type.getName().contains(".shaded.");
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(PublicTypesTest::isVisible).orElse(true);
  }
}
