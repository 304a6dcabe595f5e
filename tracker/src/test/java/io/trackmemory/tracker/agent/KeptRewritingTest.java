package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.kept.FileOfClasses;
import io.trackmemory.tracker.kept.KeptClass;
import io.trackmemory.tracker.kept.KeptClasses;
import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.site.SiteTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a class taken from an earlier run leaves behind is what rewriting it leaves. */
class KeptRewritingTest {

  private static final String KEY = "key";

  @TempDir private Path folder;

  /** One run: a transformer, and all that it leaves. */
  private static final class Run {

    final SiteTable sites = new SiteTable();
    final Hits kept;
    final Rewriting rewriting;
    final Map<String, byte @Nullable []> rewritten = new TreeMap<>();

    Run(KeptClasses kept) {
      this.kept = new Hits(kept);
      this.rewriting = new Rewriting(sites, new TestClasses(), List.of(), this.kept);
    }

    Run transform(Map<String, byte[]> classes) {
      for (boolean loaded : new boolean[] {false, true}) { // the second time with its sites
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
          Class<?> type = loaded ? Object.class : null;
          rewritten.put(
              each.getKey() + ' ' + loaded,
              rewriting.transform(null, each.getKey(), type, null, each.getValue()));
        }
      }
      kept.end();
      return this;
    }

    List<String> differFrom(Run other) {
      List<String> names = new ArrayList<>(rewritten.keySet());
      names.removeIf(name -> Arrays.equals(rewritten.get(name), other.rewritten.get(name)));
      return names;
    }

    /* By number: what was made where, in which file; nothing where a pass was given up. */
    List<String> sites(int numbers) {
      List<String> all = new ArrayList<>();
      for (int id = 0; id < numbers; id++) {
        all.add(site(id));
      }
      return all;
    }

    private String site(int id) {
      try {
        Site site = sites.get(id);
        AllocationSite line = site.toAllocationSite();
        String key = site.typeName + ' ' + site.id() + ' ' + site.isInLambda();
        return line.fileName() + " " + line + " " + key + " " + site.method;
      } catch (RuntimeException e) {
        return "";
      }
    }

    Set<String> unseen() {
      return rewriting.rules().unseen();
    }
  }

  private static final class Hits implements KeptClasses {

    private final KeptClasses kept;
    int hits;

    Hits(KeptClasses kept) {
      this.kept = kept;
    }

    @Override
    public int sites() {
      return kept.sites();
    }

    @Override
    public @Nullable KeptClass find(String name, boolean loaded, byte[] classFile) {
      KeptClass found = kept.find(name, loaded, classFile);
      hits += found == null ? 0 : 1;
      return found;
    }

    @Override
    public void add(String name, boolean loaded, byte[] classFile, KeptClass rewritten) {
      kept.add(name, loaded, classFile, rewritten);
    }

    @Override
    public void end() {
      kept.end();
    }
  }

  @Test
  void classesOfTheJdk_leaveTheSameFromAnEarlierRun() throws IOException {
    assertSame(loaded(), KEY);
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void allClassesOfTheBaseModule_leaveTheSameFromAnEarlierRun() throws IOException {
    List<Map<String, byte[]>> parts = new ArrayList<>(); // of which a file can take each
    for (Map.Entry<String, byte[]> each : all().entrySet()) {
      if (parts.isEmpty() || parts.get(parts.size() - 1).size() == 2_000) {
        parts.add(new TreeMap<>());
      }
      parts.get(parts.size() - 1).put(each.getKey(), each.getValue());
    }
    for (Map<String, byte[]> part : parts) {
      assertSame(part, KEY + parts.indexOf(part));
    }
  }

  private void assertSame(Map<String, byte[]> classes, String key) throws IOException {
    Run without = new Run(KeptClasses.NONE).transform(classes);
    Run first = new Run(FileOfClasses.open(folder, key)).transform(classes);
    FileOfClasses file = FileOfClasses.open(folder, key);
    int numbers = file.sites();
    Run second = new Run(file).transform(classes);

    int unchanged = Collections.frequency(without.rewritten.values(), null) / 2;
    assertThat(unchanged).isBetween(1, classes.size() - 1);
    assertThat(first.kept.hits).isZero();
    assertThat(second.kept.hits)
        .as("all, but those that have their sites as they are transformed again")
        .isGreaterThanOrEqualTo(classes.size() + unchanged);
    assertThat(numbers).isGreaterThan(1000).isLessThanOrEqualTo(without.sites.next());
    for (Run run : List.of(first, second)) {
      assertThat(run.differFrom(without)).isEmpty();
      assertThat(run.sites(numbers)).isEqualTo(without.sites(numbers));
      assertThat(run.rewriting.failures()).isEqualTo(without.rewriting.failures());
      assertThat(run.unseen()).isEqualTo(without.unseen());
      for (String name : classes.keySet()) {
        String className = name.replace('/', '.');
        assertThat(run.sites.origin(className)).isEqualTo(without.sites.origin(className));
      }
    }
  }

  /** As another agent leaves it: other bytes under the same name. */
  @Test
  void classThatIsOtherwise_isRewrittenAndKeepsItsSites() throws IOException {
    byte[] list = file("java/util/ArrayList");
    byte[] other = file("java/util/LinkedList");
    String name = "java/util/ArrayList";
    Run first = new Run(FileOfClasses.open(folder, KEY)).transform(Map.of(name, list));
    Run second = new Run(FileOfClasses.open(folder, KEY));

    assertThat(second.rewriting.transform(null, name, null, null, other)).isNotNull();
    assertThat(second.kept.hits).isZero();
    byte[] again = second.rewriting.transform(null, name, null, null, list);
    assertThat(second.kept.hits).as("found, but its sites have other numbers").isEqualTo(1);
    assertThat(again).isNotNull().isNotEqualTo(first.rewritten.get(name + " false"));
    assertThat(second.sites.next()).isGreaterThan(first.sites.next());
  }

  @Test
  void newSites_haveNumbersAboveThoseThatAreKept() throws IOException {
    new Run(FileOfClasses.open(folder, KEY)).transform(loaded());
    FileOfClasses file = FileOfClasses.open(folder, KEY);
    Run second = new Run(file);
    int first = second.sites.next();

    assertThat(first).isEqualTo(file.sites()).isPositive();
    second.rewriting.transform(null, "some/List", null, null, file("java/util/ArrayList"));
    assertThat(second.sites.get(first).owner.className).isEqualTo("some.List");
  }

  @Test
  void classesOfLoaders_areNotKept() throws IOException {
    FileOfClasses file = FileOfClasses.open(folder, KEY);
    Run run = new Run(file);
    ClassLoader loader = new Generated();
    byte[] list = file("java/util/ArrayList");
    run.rewriting.transform(loader, "some/List", null, null, list);
    run.kept.end();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void hook_isTheSameFromAnEarlierRun() throws IOException, ReflectiveOperationException {
    MemoryTracker.measure(() -> {}); // which opens what the JVM hides
    FileOfClasses first = FileOfClasses.open(folder, KEY);
    List<byte[]> found = HookDefinition.files(first);
    first.end();
    Hits second = new Hits(FileOfClasses.open(folder, KEY));

    assertThat(HookDefinition.files(second)).containsExactlyElementsOf(found);
    assertThat(second.hits).isEqualTo(1);
    assertThat(HookDefinition.files(KeptClasses.NONE)).containsExactlyElementsOf(found);
  }

  private static byte[] file(String name) {
    byte[] file = ClassFile.find(null, name);
    assertThat(file).as(name).isNotNull();
    return file == null ? new byte[0] : file;
  }

  private static Map<String, byte[]> loaded() {
    Map<String, byte[]> classes = new TreeMap<>();
    for (Class<?> type : ByteBuddyAgent.install().getAllLoadedClasses()) {
      if (type.getClassLoader() == null && type.getName().startsWith("java.util.")) {
        String name = type.getName().replace('.', '/');
        byte[] file = ClassFile.find(null, name);
        if (file != null) {
          classes.put(name, file);
        }
      }
    }
    assertThat(classes).hasSizeGreaterThan(200);
    return classes;
  }

  private static Map<String, byte[]> all() throws IOException {
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(base)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = base.relativize(file).toString();
        classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
      }
    }
    assertThat(classes).hasSizeGreaterThan(5_000);
    return classes;
  }
}
