package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.annotations.Allocates;
import io.trackmemory.annotations.AllocatesNothing;
import io.trackmemory.extension.TrackMemory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broken contract offers, written in its place, is kept by the same code. */
class AcceptedContractsTest {

  @TempDir static Path reports;

  @BeforeAll
  static void firstUse() {
    new Broken();
    new Accepted();
  }

  private static Outcome run(Class<?> fixture) {
    return Engine.reportingTo(reports).run(fixture);
  }

  private static String offered(Outcome outcome, String test) {
    return List.of(outcome.messageOf(test).split("\n")).stream()
        .filter(line -> line.startsWith("To accept: "))
        .findFirst()
        .orElse("nothing");
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void broken_offersWhatIsKept() {
    Outcome broken = run(BrokenTestCases.class);
    assertThat(broken.failed())
        .containsExactly("both()", "bothBytes()", "bytes()", "count()", "nothing()");
    assertThat(offered(broken, "count()")).isEqualTo("To accept: @Allocates(atMost = 2)");
    assertThat(offered(broken, "nothing()")).isEqualTo("To accept: @Allocates(atMost = 1)");
    assertThat(offered(broken, "bytes()")).isEqualTo("To accept: @Allocates(bytes = \"32 B\")");
    assertThat(offered(broken, "both()"))
        .isEqualTo("To accept: @Allocates(atMost = 1, bytes = \"1 KiB\")");
    assertThat(offered(broken, "bothBytes()"))
        .isEqualTo("To accept: @Allocates(atMost = 3, bytes = \"32 B\")");
    assertThat(run(AcceptedTestCases.class).passed())
        .containsExactly("both()", "bothBytes()", "bytes()", "count()", "nothing()");
  }

  /** Contracts as they were written first. */
  static class Broken {

    @Allocates(atMost = 1)
    Object count() {
      return new Object[][] {new Object[1]};
    }

    @AllocatesNothing
    Object nothing() {
      return new int[4];
    }

    @Allocates(bytes = "31 B")
    Object bytes() {
      return new int[4];
    }

    @Allocates(atMost = 0, bytes = "1 KiB")
    Object both() {
      return new int[4];
    }

    @Allocates(atMost = 3, bytes = "16 B")
    Object bothBytes() {
      return new int[4];
    }
  }

  /** The same code, with what was offered. */
  static class Accepted {

    @Allocates(atMost = 2)
    Object count() {
      return new Object[][] {new Object[1]};
    }

    @Allocates(atMost = 1)
    Object nothing() {
      return new int[4];
    }

    @Allocates(bytes = "32 B")
    Object bytes() {
      return new int[4];
    }

    @Allocates(atMost = 1, bytes = "1 KiB")
    Object both() {
      return new int[4];
    }

    @Allocates(atMost = 3, bytes = "32 B")
    Object bothBytes() {
      return new int[4];
    }
  }

  @TrackMemory
  static class BrokenTestCases {

    private final Broken code = new Broken();

    @Test
    void count() {
      code.count();
    }

    @Test
    void nothing() {
      code.nothing();
    }

    @Test
    void bytes() {
      code.bytes();
    }

    @Test
    void both() {
      code.both();
    }

    @Test
    void bothBytes() {
      code.bothBytes();
    }
  }

  @TrackMemory
  static class AcceptedTestCases {

    private final Accepted code = new Accepted();

    @Test
    void count() {
      code.count();
    }

    @Test
    void nothing() {
      code.nothing();
    }

    @Test
    void bytes() {
      code.bytes();
    }

    @Test
    void both() {
      code.both();
    }

    @Test
    void bothBytes() {
      code.bothBytes();
    }
  }
}
