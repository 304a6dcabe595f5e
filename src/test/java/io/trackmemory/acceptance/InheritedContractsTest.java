package io.trackmemory.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.Inherited;
import io.trackmemory.acceptance.code.Inherited.Code;
import io.trackmemory.acceptance.code.Inherited.Made;
import io.trackmemory.acceptance.code.Inherited.Taken;
import io.trackmemory.acceptance.code.Inherited.Walked;
import io.trackmemory.extension.TrackMemory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contracts of interfaces that a class implements by a method which it inherits: from classes that
 * know nothing of them, loaded before it and already rewritten.
 */
class InheritedContractsTest {

  @TempDir static Path reports;

  static Object kept = "nothing";

  @BeforeAll
  static void load() {
    Inherited.load();
  }

  private static Outcome run(Class<?> fixture) {
    return Engine.reportingTo(reports).run(fixture);
  }

  private static String messageOf(Outcome outcome, String test) {
    return outcome.messageOf(test).replaceAll("(\\w+Test|Inherited).java:\\d+", "$1.java:n");
  }

  @Test
  void calls_onObjectsOfTheClassThatInherits_areJudged() {
    Outcome outcome = run(HeirTestCases.class);
    assertThat(outcome.failed())
        .containsExactly(
            "bridge()",
            "bridgeAbove()",
            "bridgeForVisibility()",
            "defaultMethod()",
            "deserialised()",
            "finalMethod()",
            "methodReference()",
            "overriding()",
            "severalLevels()",
            "standIn()",
            "stricter()",
            "superclass()",
            "twoLevels()");
    assertThat(outcome.passed()).containsExactly("kept()");
    assertThat(messageOf(outcome, "superclass()"))
        .isEqualTo(
            """
            Expecting Inherited$Code.make(int) of Inherited$Heir to make no allocations but it made 1 (24 B):
              1 x int[]     24 B   Inherited$Code.make(Inherited.java:n)
            Contract: @AllocatesNothing of io.trackmemory.acceptance.code.Inherited$Made; called by InheritedContractsTest$HeirTestCases.superclass(InheritedContractsTest.java:n)
            To accept: @Allocates(atMost = 1)""");
    assertThat(messageOf(outcome, "overriding()"))
        .startsWith("Expecting Inherited$Overriding.make(int) to make no allocations")
        .doesNotContain("more call");
    assertThat(messageOf(outcome, "standIn()"))
        .startsWith("Expecting Inherited$Code.make(int) of Inherited$Heir to make");
    assertThat(messageOf(outcome, "bridgeAbove()"))
        .startsWith("Expecting Inherited$Words.take(String) of Inherited$WordsHeir to make");
  }

  @TrackMemory
  static class HeirTestCases {

    @Test
    void superclass() {
      new Inherited.Heir().make(1);
    }

    @Test
    void kept() {
      new Inherited.Heir().make(0);
    }

    @Test
    void twoLevels() {
      new Inherited.Far().make(1);
    }

    @Test
    void severalLevels() {
      new Inherited.Farther().make(1);
    }

    @Test
    void overriding() {
      new Inherited.Overriding().make(1);
    }

    @Test
    void standIn() {
      new Inherited.Heir$$SpringCGLIB$$0().make(1);
    }

    @Test
    void finalMethod() {
      new Inherited.LastHeir().make(1);
    }

    @Test
    void bridge() {
      Taken<String> heir = new Inherited.TextHeir();
      heir.take("a");
    }

    @Test
    void bridgeAbove() {
      Taken<String> heir = new Inherited.WordsHeir();
      heir.take("a");
    }

    @Test
    void bridgeForVisibility() {
      Made heir = new Inherited.HiddenHeir();
      heir.make(1);
    }

    @Test
    void stricter() {
      new Inherited.LimitedHeir().make(1);
    }

    @Test
    void defaultMethod() {
      new Inherited.MakingHeir().make(1);
    }

    @Test
    void methodReference() {
      IntConsumer make = new Inherited.Heir()::make;
      make.accept(1);
    }

    @Test
    void deserialised() throws IOException, ClassNotFoundException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(new Inherited.Saved());
      }
      byte[] renamed = renamed(bytes.toByteArray()); // no constructor has run here
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(renamed))) {
        ((Made) in.readObject()).make(1);
      }
    }

    /* An object of the superclass becomes one of the class that inherits, which has no fields. */
    private static byte[] renamed(byte[] saved) throws IOException {
      String name = Inherited.Saved.class.getName();
      String text = new String(saved, ISO_8859_1);
      String heir = name + "Heir";
      int at = text.indexOf(name);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(saved, 0, at - 1);
      out.write(heir.length());
      out.write(heir.getBytes(ISO_8859_1));
      out.write(saved, at + name.length(), saved.length - at - name.length() - 1);
      out.write(saved, 5, saved.length - 6); // the superclass, described as it was itself
      out.write('p');
      return out.toByteArray();
    }
  }

  @Test
  void calls_onOtherObjects_areNot() {
    Outcome outcome = run(OtherTestCases.class);
    assertThat(outcome.failed()).containsExactly("fromOther()");
    assertThat(outcome.passed())
        .containsExactly("other()", "otherLambda()", "otherLimit()", "otherOfJdk()");
    assertThat(messageOf(outcome, "fromOther()"))
        .startsWith("Expecting Inherited$Code.make(int) of Inherited$Heir to make no")
        .contains(" but it made 1 (24 B)")
        .doesNotContain("more call");
  }

  @TrackMemory
  static class OtherTestCases {

    private final Code heir = new Inherited.Heir();

    @Test
    void other() {
      new Code().make(1);
    }

    @Test
    void fromOther() {
      new Inherited.Outer(heir).make(1);
    }

    @Test
    void otherLimit() {
      new Inherited.Limited().make(1);
    }

    @Test
    void otherOfJdk() {
      new Inherited.Walk();
      for (String each : new ArrayList<>(List.of("a"))) {
        kept = each;
      }
    }

    @Test
    void otherLambda() {
      Inherited.told();
      kept = Inherited.untold().toString();
    }
  }

  @Test
  void codeOfTheJdk() {
    Outcome outcome = run(JdkTestCases.class);
    assertThat(outcome.failed()).containsExactly("lambda()", "list()");
    assertThat(outcome.passed()).containsExactly("constant()", "constantWithBody()", "record()");
    assertThat(messageOf(outcome, "list()"))
        .startsWith(
            "Expecting ArrayList.iterator() of Inherited$Walk to make no allocations but it made 1")
        .contains(
            "Contract: @AllocatesNothing of io.trackmemory.acceptance.code.Inherited$Walked;");
    assertThat(messageOf(outcome, "lambda()"))
        .startsWith("Expecting Object.toString() of Inherited$$Lambda to make no allocations");
  }

  @TrackMemory
  static class JdkTestCases {

    @Test
    void list() {
      Walked<String> list = new Inherited.Walk();
      list.iterator();
    }

    @Test
    void lambda() {
      kept = Inherited.told().toString();
    }

    @Test
    void constant() {
      Inherited.Side.BUY.name();
      Inherited.Side.BUY.make(1);
    }

    @Test
    void constantWithBody() {
      Inherited.Side.SELL.name();
    }

    @Test
    void record() {
      new Inherited.Price("a").name();
    }
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void classes_loadedBeforeTheAgent() throws Exception {
    List<String> lines =
        Forked.run(
            List.of("-XX:+EnableDynamicAgentLoading"),
            InheritedContractsMain.class,
            HeirTestCases.class.getName(),
            OtherTestCases.class.getName(),
            JdkTestCases.class.getName());
    assertThat(lines.stream().filter(line -> line.startsWith("passed: ")))
        .containsExactly(
            "passed: kept()",
            "passed: other()",
            "passed: otherLambda()",
            "passed: otherLimit()",
            "passed: otherOfJdk()",
            "passed: constant()",
            "passed: constantWithBody()",
            "passed: record()");
    assertThat(lines.stream().filter(line -> line.contains("(): Expecting Inherited"))).hasSize(14);
    assertThat(lines)
        .hasSize(8 + 14 + 2)
        .contains(
            "superclass(): Expecting Inherited$Code.make(int) of Inherited$Heir to make no"
                + " allocations but it made 1 (24 B):",
            "list(): Expecting ArrayList.iterator() of Inherited$Walk to make no allocations but it"
                + " made 1 (32 B):");
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void code_thatIsExcluded_cannotBeCertified() throws Exception {
    String fixture = ExcludedTestCases.class.getName();
    List<String> options = List.of("-XX:+EnableDynamicAgentLoading");
    assertThat(Forked.run(options, InheritedContractsMain.class, fixture))
        .containsExactly("passed: sum()");
    assertThat(
            Forked.run(
                List.of("-XX:+EnableDynamicAgentLoading", "-Dtrackmemory.exclude=java.util.zip"),
                InheritedContractsMain.class,
                fixture))
        .containsExactly(
            "sum(): Cannot certify @AllocatesNothing on Inherited$Sum.getValue(): its code is that"
                + " of class java.util.zip.CRC32, which is not instrumented; override it in "
                + Inherited.Sum.class.getName()
                + " and call super");
  }

  @TrackMemory
  static class ExcludedTestCases {

    @Test
    void sum() {
      kept = new Inherited.Sum().getValue() == 0 ? "zero" : "other";
    }
  }
}
