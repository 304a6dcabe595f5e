package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {

  private static final List<Closeable> HELD = new ArrayList<>();

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.write(folder.resolve("file.txt"), new byte[100]);
  }

  @AfterEach
  void close() throws IOException {
    for (Closeable each : HELD) {
      each.close();
    }
    HELD.clear();
  }

  private static List<String> left(MemorySnapshot seen) {
    return seen.directLeakResult().leaks().stream()
        .flatMap(leak -> leak.objects().stream())
        .map(row -> row.count() + " x " + row.typeName())
        .toList();
  }

  @Test
  void openStreams_areNamed() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              HELD.add(new FileInputStream(file.toFile()));
              HELD.add(new FileOutputStream(file.toString(), true));
              HELD.add(new RandomAccessFile(file.toFile(), "r"));
              HELD.add(FileChannel.open(file));
            });

    assertThat(left(seen)).containsOnly("1 x open file " + file).hasSize(4);
    assertThat(seen.directMemory().orElseThrow().highest()).isEqualTo(new PeakBracket(0, 0));
  }

  @Test
  void channelOfStream_isTheSameFile() {
    MemorySnapshot seen =
        MemoryTracker.measure(() -> HELD.add(new FileInputStream(file.toFile()).getChannel()));

    assertThat(left(seen)).containsExactly("1 x open file " + file);
  }

  @Test
  void closedFiles_areNoLeak() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              new FileInputStream(file.toFile()).close();
              new RandomAccessFile(file.toFile(), "r").close();
              FileChannel.open(file).close();
              new FileInputStream(file.toFile()).getChannel().close();
              Files.readAllBytes(file);
            });

    assertThat(seen.directLeakResult()).isEqualTo(LeakResult.NONE);
  }

  @Test
  void droppedStream_isClosedByItsCleaner() {
    MemorySnapshot seen = Made.dropped(() -> new FileInputStream(file.toFile()));

    assertThat(seen.directLeakResult().leaks()).isEmpty();
    assertThat(seen.directLeakResult().setApart())
        .containsExactly(
            new LeakResult.SetApart(
                "given back by a Cleaner once it was collected, not by the code", 1, 0));
  }

  @Test
  void openSockets_leak_untilTheyAreClosed() throws IOException {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
              HELD.add(server);
              HELD.add(new Socket(server.getInetAddress(), server.getLocalPort()));
              HELD.add(server.accept());
            });
    assertThat(left(seen)).containsExactly("1 x open socket", "1 x open socket", "1 x open socket");

    MemorySnapshot closed =
        MemoryTracker.measure(
            () -> {
              try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                  Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                client.getOutputStream().write(1);
                server.accept().close();
              }
            });
    assertThat(left(closed)).isEmpty();
  }

  @Test
  void droppedSocketChannel_leaks_thatNothingCloses() {
    MemorySnapshot dropped = MemoryTracker.measure(() -> SocketChannel.open());
    assertThat(dropped.directLeakResult().leaks())
        .singleElement()
        .matches(
            leak ->
                leak.signature().equals("nobody: its owner is gone, and no Cleaner gives it back"));

    MemorySnapshot closed = MemoryTracker.measure(() -> SocketChannel.open().close());
    assertThat(closed.directLeakResult()).isEqualTo(LeakResult.NONE);
  }

  @Test
  void selector_leaks_untilItIsClosed() throws IOException {
    Selector.open().close(); // what the JDK does once

    assertThat(MemoryTracker.measure(() -> Selector.open().close()).directLeakResult())
        .isEqualTo(LeakResult.NONE);
    MemorySnapshot seen = MemoryTracker.measure(() -> HELD.add(Selector.open()));
    assertThat(left(seen)).containsExactly("1 x native memory of the JDK");
    assertThat(seen.directLeakResult().leaks().get(0).signature())
        .isEqualTo("io.trackmemory.tracker.OpenFilesTest.HELD");
  }

  @Test
  @SuppressWarnings("StreamResourceLeak") // that is what is tested
  void directoriesThatAreRead_areOpenFiles_untilTheyAreClosed() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              HELD.add(Files.newDirectoryStream(folder));
              HELD.add(Files.list(folder)::close);
              HELD.add(Files.walk(folder)::close);
              Files.newDirectoryStream(folder).close();
              Files.list(folder).close();
              Files.walk(folder).close();
            });

    assertThat(left(seen)).containsOnly("1 x open file " + folder).hasSize(3);
  }

  @Test
  @SuppressWarnings("StreamResourceLeak")
  void directoryThatIsDropped_nobodyCloses() {
    MemorySnapshot seen = MemoryTracker.measure(() -> Files.list(folder).iterator().next());

    assertThat(left(seen)).containsExactly("1 x open file " + folder);
    assertThat(seen.directLeakResult().leaks().get(0).signature()).startsWith("nobody");
  }
}
