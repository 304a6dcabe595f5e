package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.trackmemory.held.Late;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a cycle that is made on purpose is found. */
class PackageGraphTest {

  private final PackageGraph graph = new PackageGraph("acme");

  @Test
  void cycles_oneWay_areNone() {
    graph.add("acme.a.A", "acme.b.B").add("acme.b.B", "acme.c.C").add("acme.a.A", "acme.c.C");
    assertThat(graph.cycles()).isEmpty();
    assertThat(graph.packages()).containsExactly("acme.a", "acme.b", "acme.c");
  }

  @Test
  void cycles_overThreePackages_areToldByTheirClassesOnly() {
    graph.add("acme.a.A", "acme.b.B").add("acme.b.B", "acme.c.C").add("acme.c.D", "acme.a.E");
    graph.add("acme.top.T", "acme.a.A").add("acme.b.B", "acme.low.L");
    assertThat(graph.cycles())
        .containsExactly(
            "acme.a.A uses acme.b.B", "acme.b.B uses acme.c.C", "acme.c.D uses acme.a.E");
  }

  @Test
  void cycles_ofAPackageAndThatAround_areSeen() {
    graph.add("acme.A", "acme.b.B").add("acme.b.B", "acme.A");
    assertThat(graph.cycles()).hasSize(2);
  }

  @Test
  void add_insideAPackageOrOfOthers_isNoWay() {
    graph.add("acme.a.A", "acme.a.B").add("acme.a.B", "acme.a.A").add("acme.a.A", "java.util.List");
    graph.add("acmes.a.A", "acme.a.A");
    assertThat(graph.cycles()).isEmpty();
    assertThat(graph.packages()).containsExactly("acme.a");
  }

  @Test
  void addImports_constantThatIsCopied_isAWay(@TempDir Path sources) throws IOException {
    write(sources, "A", "package acme.a;\n\nimport static acme.b.B.LIMIT;\n\nclass A {}\n");
    write(sources, "B", "package acme.b;\n\nimport acme.a.A.Inner;\n\npublic class B {}\n");
    assertThat(graph.addImports(sources).cycles())
        .containsExactly("acme.a.A uses acme.b.B", "acme.b.B uses acme.a.A");
  }

  @Test
  void addImports_inNoPackage_isRefused(@TempDir Path sources) throws IOException {
    write(sources, "A", "class A {}\n");
    assertThatThrownBy(() -> graph.addImports(sources))
        .hasMessage("source must be in a package: A.java");
  }

  private static void write(Path folder, String name, String source) throws IOException {
    Files.writeString(folder.resolve(name + ".java"), source);
  }

  @Test
  void addClasses_seesWhatClassFilesSay() {
    PackageGraph ours = new PackageGraph("io.trackmemory");
    ours.addClasses(new ClassFileImporter().importClasses(PackageGraphTest.class));
    assertThat(ours.against(List.of("io.trackmemory.tracker", "io.trackmemory.held")))
        .containsExactly(PackageGraphTest.class.getName() + " uses " + Late.class.getName());
  }

  @Test
  void against_orderThatIsKept_isNothing() {
    graph.add("acme.top.T", "acme.low.L");
    assertThat(graph.against(List.of("acme.low", "acme.top"))).isEmpty();
    assertThat(graph.against(List.of("acme.top", "acme.low")))
        .containsExactly("acme.top.T uses acme.low.L");
  }
}
