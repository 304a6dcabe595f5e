package io.trackmemory.report.jfr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.report.ReportFolder;
import io.trackmemory.report.Samples;
import io.trackmemory.report.jfr.ChunkReader.Found;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of three tests, cut off at every byte. */
class TornEventsTest {

  @TempDir Path folder;

  private byte[] whole = {};
  private final List<Integer> ends = new ArrayList<>();

  @BeforeEach
  void writeThreeTests() throws IOException {
    ReportFolder reports = Samples.reports(folder);
    for (String method : List.of("one", "two", "three")) {
      reports.appendEvents(Recorded.report(method, Recorded.sampled()));
      ends.add((int) Files.size(Recorded.fileIn(folder)));
    }
    whole = Files.readAllBytes(Recorded.fileIn(folder));
  }

  @Test
  void cutAnywhere_keepsAllBeforeTheCut() throws IOException {
    int[] eventEnds = eventEnds();
    Path file = Files.write(folder.resolve("cut.jfr"), whole);
    for (int length = whole.length; length >= 0; length--) {
      truncate(file, length);
      int before = wholeChunks(length);
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      Found found = ChunkReader.read(file, kept::write);
      int kept0 = before == 0 ? 0 : ends.get(before - 1);
      int cut = lastTrusted(eventEnds, length);
      boolean constantsAreThere = constantsEnd(kept0) <= length;
      int expected = constantsAreThere ? Math.max(cut, kept0) : kept0;
      assertThat(found.tornAt()).as("cut at %s", length).isEqualTo(expected);
      assertThat(found.droppedBytes()).isEqualTo(length - expected);
      assertThat(found.isWhole()).isEqualTo(length == 0 || ends.contains(length));
      assertThat(kept.size()).isEqualTo(expected);
      assertThat(Arrays.copyOf(kept.toByteArray(), kept0)).isEqualTo(Arrays.copyOf(whole, kept0));
    }
  }

  @Test
  void cutAfterAnyEvent_theJdkReadsWhatWasKept() throws IOException {
    Path file = folder.resolve("kept.jfr");
    for (int length : eventEnds()) {
      if (length < ends.get(0)) {
        continue;
      }
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      read(Arrays.copyOf(whole, length), kept);
      Files.write(file, kept.toByteArray());
      List<RecordedEvent> events = Recorded.read(file);
      long tests =
          events.stream().filter(e -> e.getEventType().getName().equals(Recorded.TEST)).count();
      assertThat(tests)
          .as("cut at %s", length)
          .isBetween((long) wholeChunks(length), wholeChunks(length) + 1L);
      assertThat(Recorded.weights(samples(events, 0)))
          .isEqualTo(Recorded.weights(Recorded.sampled()));
    }
  }

  @Test
  void withoutOurHelp_theJdkReadsTheWholeChunksBeforeTheCut() throws IOException {
    Path file = folder.resolve("torn.jfr");
    for (int length :
        List.of(ends.get(1) + 1, ends.get(1) + 67, ends.get(1) + 68, whole.length - 1)) {
      Files.write(file, Arrays.copyOf(whole, length));
      List<String> tests = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                try (RecordingFile events = new RecordingFile(file)) {
                  while (events.hasMoreEvents()) {
                    RecordedEvent event = events.readEvent();
                    if (event.getEventType().getName().equals(Recorded.TEST)) {
                      tests.add(event.getString("method"));
                    }
                  }
                }
              })
          .isInstanceOf(Exception.class);
      assertThat(tests).startsWith("one", "two");
    }
  }

  @Test
  void tailOfZeros_isDropped() throws IOException {
    for (int extra : new int[] {1, 67, 68, 5_000}) {
      Found found = read(Arrays.copyOf(whole, whole.length + extra), new ByteArrayOutputStream());
      assertThat(found.chunks()).isEqualTo(3);
      assertThat(found.droppedBytes()).isEqualTo(extra);
    }
    byte[] zeroed = whole.clone();
    Arrays.fill(zeroed, whole.length - 100, whole.length, (byte) 0);
    Found found = read(zeroed, new ByteArrayOutputStream());
    assertThat(found.cut()).isTrue();
    assertThat(found.droppedBytes()).isBetween(100L, 400L);
  }

  @Test
  void otherBytes_areDropped() throws IOException {
    byte[] text = "no recording, but longer than a header of one: ".repeat(3).getBytes(UTF_8);
    Found found = read(text, new ByteArrayOutputStream());
    assertThat(found).isEqualTo(new Found(0, 0, text.length, false));
    byte[] wrongSize = whole.clone();
    Arrays.fill(wrongSize, 8, 16, (byte) -1);
    assertThat(read(wrongSize, new ByteArrayOutputStream()).chunks()).isZero();
  }

  private static void truncate(Path file, int length) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(length);
    }
  }

  private Found read(byte[] bytes, ByteArrayOutputStream kept) throws IOException {
    Path file = folder.resolve("cut.jfr");
    Files.write(file, bytes);
    return ChunkReader.read(file, kept::write);
  }

  private static List<RecordedEvent> samples(List<RecordedEvent> events, int test) {
    List<RecordedEvent> samples = new ArrayList<>();
    int current = -1;
    for (RecordedEvent event : events) {
      String type = event.getEventType().getName();
      current += type.equals(Recorded.TEST) ? 1 : 0;
      if (current == test && type.equals(Recorded.SAMPLE)) {
        samples.add(event);
      }
    }
    return samples;
  }

  private int wholeChunks(int length) {
    return (int) ends.stream().filter(end -> end <= length).count();
  }

  /** An event that ends in a zero is given up where it is the last one before the cut. */
  private int lastTrusted(int[] eventEnds, int limit) {
    int last = 0;
    int previous = 0;
    for (int end : eventEnds) {
      if (end <= limit) {
        previous = last;
        last = end;
      }
    }
    return last > 0 && whole[last - 1] == 0 ? previous : last;
  }

  /** Where the constants of the chunk that begins at {@code start} end: they come second. */
  private int constantsEnd(int start) {
    int at = start + JfrChunk.HEADER_BYTES;
    return start >= whole.length ? start : at + size(at) + size(at + size(at));
  }

  /** Where events end, and chunks. */
  private int[] eventEnds() {
    List<Integer> all = new ArrayList<>();
    int start = 0;
    for (int end : ends) {
      for (int at = start + JfrChunk.HEADER_BYTES; at < end; ) {
        at += size(at);
        all.add(at);
      }
      start = end;
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private int size(int at) {
    int size = 0;
    for (int i = 0; ; i++) {
      size |= (whole[at + i] & 0x7F) << (7 * i);
      if (whole[at + i] >= 0) {
        return size;
      }
    }
  }
}
