package io.trackmemory.dsl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineFileTest {

  @TempDir Path folder;

  private static BaselineFigures figures(long count) {
    return BaselineFigures.of(
        BaselinePlatform.ofThisJvm(),
        List.of(new BaselineLine("java.lang.Integer", "com.acme.A.a", count, 16 * count)),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  @Test
  void change_ofNoFile_makesOneAndNothingElse() throws Exception {
    BaselineFile file = new BaselineFile(folder.resolve("a/b"), "com.acme.ATest");
    assertThat(file.read("x")).isEmpty();
    file.change("x", stored -> Optional.of(figures(2)));
    assertThat(file.read("x").orElseThrow().variants()).containsExactly(figures(2));
    assertThat(Files.readString(file.path()))
        .isEqualTo(
            """
            # Baselines of com.acme.ATest: what its tests allocate, by type and method.
            # -Dtrackmemory.baseline.update=true accepts other figures; comments and tolerances stay.

            == x
            measured: %s
            2 x java.lang.Integer in com.acme.A.a: 32 B
            total: 2 objects, 32 B
            """
                .formatted(BaselinePlatform.ofThisJvm()));
    try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
      assertThat(files).containsExactly(file.path());
    }
  }

  @Test
  void change_byManyThreads_losesNone() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> changes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String name = "x" + i;
      changes.add(
          threads.submit(
              () -> {
                new BaselineFile(folder, "ATest").change(name, stored -> Optional.of(figures(1)));
                return null;
              }));
    }
    for (Future<?> change : changes) {
      change.get();
    }
    threads.shutdown();
    for (int i = 0; i < 40; i++) {
      assertThat(new BaselineFile(folder, "ATest").read("x" + i)).isPresent();
    }
  }

  @Test
  void change_seesWhatIsStoredByThen() throws Exception {
    BaselineFile file = new BaselineFile(folder, "ATest");
    file.change("x", stored -> Optional.of(figures(2)));
    List<Optional<BaselineEntry>> seen = new ArrayList<>();
    file.change(
        "x",
        stored -> {
          seen.add(stored);
          return Optional.empty();
        });
    assertThat(seen.get(0).orElseThrow().variants()).containsExactly(figures(2));
    assertThat(file.read("x").orElseThrow().variants()).containsExactly(figures(2));
  }

  @Test
  void read_folderThatIsAFile_isAnError() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));
    assertThatThrownBy(() -> new BaselineFile(taken, "ATest").read("x"))
        .isInstanceOf(BaselineException.class)
        .hasMessage("trackmemory.baseline.dir must be a folder, and is a file: " + taken);
  }

  @Test
  void read_fileThatIsAFolder_isAnError() throws IOException {
    Path file = Files.createDirectory(folder.resolve("ATest.txt"));
    assertThatThrownBy(() -> new BaselineFile(folder, "ATest").read("x"))
        .isInstanceOf(BaselineException.class)
        .hasMessageStartingWith("the baseline cannot be read from " + file + " (");
  }

  @Test
  void read_noText_isAnError() throws IOException {
    Path file = Files.write(folder.resolve("ATest.txt"), new byte[] {'#', (byte) 0xC3, '\n'});
    assertThatThrownBy(() -> new BaselineFile(folder, "ATest").read("x"))
        .hasMessage(
            file + " is no text in UTF-8: take it from the repository, or delete it and accept");
  }

  @Test
  void change_whereNothingCanBeWritten_isAnErrorThatSaysWhatToDo() {
    Path nowhere = Path.of("/proc/trackmemory");
    assertThatThrownBy(
            () -> new BaselineFile(nowhere, "ATest").change("x", stored -> Optional.of(figures(1))))
        .isInstanceOf(BaselineException.class)
        .hasMessageMatching(
            "the baseline cannot be stored in /proc/trackmemory/ATest.txt \\(.*\\); make the folder"
                + " writable, or set trackmemory.baseline.dir to one that is");
  }

  @Test
  void change_tornFile_staysAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("ATest.txt"), "== x\nmeasured: JD");
    assertThatThrownBy(
            () -> new BaselineFile(folder, "ATest").change("y", stored -> Optional.of(figures(1))))
        .isInstanceOf(BaselineException.class);
    assertThat(file).hasContent("== x\nmeasured: JD");
  }
}
