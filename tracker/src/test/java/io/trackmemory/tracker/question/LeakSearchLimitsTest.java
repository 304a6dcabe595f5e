package io.trackmemory.tracker.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.heap.HeapExamination;
import io.trackmemory.tracker.holder.LeakQuery;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no verdict can be given, and what a search leaves behind. */
class LeakSearchLimitsTest {

  static final List<Object> LIST = new ArrayList<>();

  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final Survivors survivors = new Survivors();

  @AfterEach
  void release() {
    LIST.clear();
  }

  private LeakQuery query() {
    LIST.add(survivors.note(new StringBuilder("leak")));
    return survivors.query();
  }

  private static String cause(LeakFindings found) {
    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart()).isEmpty();
    return found.uncertified().orElseThrow();
  }

  @Test
  void run_folderMissing_saysSoAndWhatToDo() {
    HeapExamination heap = new HeapExamination(folder.resolve("missing"), NO_LIMIT, LONG);

    assertThat(cause(LeakSearch.search(query(), heap)))
        .startsWith("no heap dump could be taken and read in " + folder.resolve("missing"))
        .contains("NoSuchFileException")
        .endsWith("free disk space there, or name another folder with -Djava.io.tmpdir");
  }

  @Test
  void run_onlyTestInstancesSurvived_takesNoDump() {
    Object instance = survivors.note(new StringBuilder("test instance"));
    HeapExamination heap = new HeapExamination(folder.resolve("missing"), NO_LIMIT, LONG);

    LeakFindings found = LeakSearch.search(survivors.notHolder(instance).query(), heap);

    assertThat(found.uncertified()).isEmpty();
    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart())
        .containsExactly(
            new LeakFindings.Apart("the code under test or the test instance itself", List.of(0)));
  }

  @Test
  void run_folderIsAFile_isUncertified() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way", UTF_8);

    assertThat(cause(LeakSearch.search(query(), new HeapExamination(file, NO_LIMIT, LONG))))
        .contains("no heap dump could be taken");
    assertThat(file).hasContent("in the way");
  }

  @Test
  void run_heapOverTheBound_namesBothSizes() {
    assertThat(cause(LeakSearch.search(query(), new HeapExamination(folder, 1024, LONG))))
        .matches(
            "the heap holds .* MiB, more than the 1 KiB that are searched for leaks;"
                + " test with less live data");
  }

  @Test
  void run_readingTakesTooLong_isUncertifiedAndDeletesTheDump() throws Exception {
    assertThat(
            cause(LeakSearch.search(query(), new HeapExamination(folder, NO_LIMIT, Duration.ZERO))))
        .isEqualTo(
            "reading the heap dump took longer than 0 s of CPU time; test with less live data");
    assertThat(filesIn(folder)).isEmpty();
  }

  @Test
  void run_always_deletesTheDump() throws Exception {
    LeakFindings found = LeakSearch.search(query(), new HeapExamination(folder, NO_LIMIT, LONG));

    assertThat(found.findings()).hasSize(1);
    assertThat(filesIn(folder)).isEmpty();
  }

  private static List<Path> filesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void run_nothingSurvived_takesNoDump() {
    LeakQuery none = LeakQuery.ofUnknownMakers(List.of(), name -> true);

    assertThat(
            LeakSearch.search(none, new HeapExamination(folder.resolve("missing"), NO_LIMIT, LONG)))
        .isEqualTo(LeakFindings.NONE);
  }

  @Test
  void run_survivorGoneSince_isSetApart() {
    LeakQuery gone =
        LeakQuery.ofUnknownMakers(List.of(new WeakReference<>(new Object())), name -> true);

    LeakFindings found = LeakSearch.search(gone, new HeapExamination(folder, NO_LIMIT, LONG));

    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart())
        .containsExactly(new LeakFindings.Apart("collected while searching", List.of(0)));
  }

  @Test
  void run_atTheSameTime_keepSearchesApart() throws Exception {
    LeakQuery first = query();
    LeakQuery both = query();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<LeakFindings> one = pool.submit(() -> LeakSearch.search(first));
      Future<LeakFindings> two = pool.submit(() -> LeakSearch.search(both));

      assertThat(one.get().findings().get(0).survivors()).containsExactly(0);
      assertThat(two.get().findings().get(0).survivors()).containsExactly(0, 1);
    } finally {
      pool.shutdownNow();
    }
  }
}
