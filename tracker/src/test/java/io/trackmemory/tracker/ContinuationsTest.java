package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose work the continuation of a {@code CompletableFuture} is, whoever completes it. */
class ContinuationsTest {

  private final ForeignThread foreign = ForeignThread.start();
  private final Executor elsewhere = task -> foreign.begin(task::run);
  private final ExecutorService pool = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    foreign.close();
    pool.shutdownNow();
  }

  @Test
  void continuation_isOfWhoRegisteredIt_whoeverCompletes() {
    pool.execute(() -> {}); // its thread is started outside the scope
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletableFuture<?>[] before = {source.thenAccept(text -> Made.objects(1000))};
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              List<CompletableFuture<?>> after = continuations(source);
              foreign.run(() -> source.complete("done"));
              after.forEach(CompletableFuture::join);
            });
    before[0].join();

    assertThat(Made.in(seen)).isEqualTo(1 + 2 + 4 + 8 + 16 + 32 + 64 + 128);
  }

  private List<CompletableFuture<?>> continuations(CompletableFuture<String> source) {
    CompletableFuture<String> other = CompletableFuture.completedFuture("");
    return List.of(
        source.thenApply(text -> make(1)),
        source.thenRun(() -> Made.objects(2)),
        source.whenComplete((text, failure) -> Made.objects(4)),
        source.handleAsync((text, failure) -> make(8), pool),
        source.thenCompose(text -> CompletableFuture.supplyAsync(() -> make(16))),
        source.thenCombine(other, (a, b) -> make(32)),
        source.thenAcceptBothAsync(other, (a, b) -> Made.objects(64)),
        source.acceptEither(new CompletableFuture<>(), text -> Made.objects(128)));
  }

  private static String make(int objects) {
    Made.objects(objects);
    return "";
  }

  @Test
  void continuationOfNobody_completedInScope_isForeign() {
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletableFuture<?>[] registered = new CompletableFuture<?>[1];
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              foreign.run(() -> registered[0] = source.thenAcceptAsync(t -> Made.objects(70)));
              source.complete("done");
              registered[0].join();
              Made.objects(3);
            });

    assertThat(Made.in(seen)).isEqualTo(3);
  }

  @Test
  void asyncOnAnExecutorOfTheUsers_counts() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              CompletableFuture.runAsync(() -> Made.objects(3), elsewhere).join();
              CompletableFuture.supplyAsync(() -> make(4), elsewhere)
                  .thenAcceptAsync(text -> Made.objects(5), elsewhere)
                  .join();
            });

    assertThat(Made.in(seen)).isEqualTo(12);
  }
}
