package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {

  private static final Instant COMPILED = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir private Path module;

  @BeforeEach
  void compile() throws IOException {
    write("target/classes/com/acme/OrderBook.class", "", COMPILED);
    write(
        "src/main/java/com/acme/OrderBook.java",
        "package com.acme;\n\nclass OrderBook {\n\tint[] fills() {\n\t\treturn new int[3];\n\t}\n}\n",
        COMPILED.minusSeconds(60));
  }

  private Path write(String file, String text, Instant when) throws IOException {
    Path path = module.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    Files.setLastModifiedTime(path, FileTime.from(when));
    return path;
  }

  private Sources sources() {
    return Sources.of("no.jar" + File.pathSeparator + module.resolve("target/classes"));
  }

  private static AllocationSite line(String type, String file, int number) {
    return new AllocationSite(type, "fills", file, number, Origin.USER);
  }

  private static AllocationSite fills(int number) {
    return line("com.acme.OrderBook", "OrderBook.java", number);
  }

  @Test
  void around_showsTheLineBetweenItsNeighbours_withoutTheirIndentation() {
    assertThat(sources().around(fills(5)))
        .hasValueSatisfying(
            found -> {
              assertThat(found.file()).isEqualTo("OrderBook.java");
              assertThat(found.firstLine()).isEqualTo(4);
              assertThat(found.hit()).isEqualTo(1);
              assertThat(found.lines())
                  .containsExactly("int[] fills() {", "    return new int[3];", "}");
            });
  }

  @Test
  void around_firstAndLastLine_haveOneNeighbour() {
    assertThat(sources().around(fills(1)))
        .hasValueSatisfying(
            found -> assertThat(found.lines()).hasSize(2).startsWith("package com.acme;"));
    assertThat(sources().around(fills(7)))
        .hasValueSatisfying(found -> assertThat(found.lines().get(found.hit())).isEqualTo("}"));
  }

  @ParameterizedTest
  @CsvSource({"8", "0", "-1", "100000"})
  void around_lineThatTheFileHasNot_isNotAtHand(int number) {
    assertThat(sources().around(fills(number))).isEmpty();
  }

  @Test
  void around_sourceThatIsNewerThanItsClass_isNotAtHand() throws IOException {
    write("src/main/java/com/acme/OrderBook.java", "a\nb\nc\nd\ne\nf\n", COMPILED.plusSeconds(60));
    assertThat(sources().around(fills(5))).isEmpty();
  }

  @Test
  void around_classOfAnotherModuleOrAJar_isNotAtHand() {
    assertThat(sources().around(line("com.acme.Other", "OrderBook.java", 5))).isEmpty();
    assertThat(Sources.NONE.around(fills(5))).isEmpty();
  }

  @Test
  void around_fileNameThatLeavesTheSources_isNotAtHand() throws IOException {
    write("secret.txt", "a\nb\nc\nd\ne\nf\n", COMPILED.minusSeconds(60));
    assertThat(sources().around(line("com.acme.OrderBook", "../../../../../secret.txt", 5)))
        .isEmpty();
    assertThat(sources().around(line("com.acme.OrderBook", "\u0000", 5))).isEmpty();
  }

  @Test
  void around_kotlinFileOutsideThePackagesFolder_isFound() throws IOException {
    write("target/test-classes/com/acme/FeedKt.class", "", COMPILED);
    write("src/test/kotlin/Feed.kt", "fun a() = 1\nfun b() = 2\n", COMPILED.minusSeconds(60));
    Sources all = Sources.of(module.resolve("target/test-classes").toString());
    assertThat(all.around(line("com.acme.FeedKt", "Feed.kt", 2)))
        .hasValueSatisfying(
            found -> assertThat(found.lines().get(found.hit())).isEqualTo("fun b() = 2"));
  }

  @Test
  void around_fileThatIsNoText_isNotAtHand() throws IOException {
    Path file = module.resolve("src/main/java/com/acme/OrderBook.java");
    Files.write(file, new byte[] {(byte) 0xff, '\n', (byte) 0xfe, '\n', 'a'});
    Files.setLastModifiedTime(file, FileTime.from(COMPILED.minusSeconds(60)));
    assertThat(sources().around(fills(1))).isEmpty();
  }
}
