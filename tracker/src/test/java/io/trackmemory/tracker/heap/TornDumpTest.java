package io.trackmemory.tracker.heap;

import static io.trackmemory.tracker.heap.HprofWriter.OBJECT;
import static io.trackmemory.tracker.heap.HprofWriter.field;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no whole heap dumps: an error each time, never a part of the heap. */
class TornDumpTest {

  @TempDir Path folder;

  private HeapReader.Content read(byte[] dump) throws IOException, BoundExceededException {
    return read(Files.write(folder.resolve("torn.hprof"), dump));
  }

  private static HeapReader.Content read(Path file) throws IOException, BoundExceededException {
    return HeapReader.read(file, SmallHeap.TOKEN, new Deadline(Duration.ofMinutes(1)));
  }

  private void assertOdd(HprofWriter dump, String message) {
    assertThatThrownBy(() -> read(dump.end()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void read_cutAnywhere_isAnError(int idBytes) throws Exception {
    assertTornWhereverCut(SmallHeap.written(idBytes).end());
  }

  @Test
  void read_olderFormCutAnywhere_isAnError() throws Exception {
    assertTornWhereverCut(SmallHeap.written(8).heap(0x0C).withoutEnd());
  }

  private void assertTornWhereverCut(byte[] dump) throws IOException {
    Path path = Files.write(folder.resolve("torn.hprof"), dump);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      for (int left = dump.length - 1; left >= 0; left--) {
        file.truncate(left);
        assertThatThrownBy(() -> read(path))
            .as("%d of %d bytes", left, dump.length)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("heap dump");
      }
    }
  }

  @Test
  void read_cutBetweenSegments_isAnError() {
    HprofWriter dump = SmallHeap.written(8).segment();

    assertThatThrownBy(() -> read(dump.withoutEnd()))
        .hasMessageMatching("the heap dump is torn: no end before \\d+");
  }

  @Test
  void read_dumpOfThisJvmCut_isAnError() throws Exception {
    try (HeapDumpFile dump = HeapDumpFile.take(folder);
        FileChannel file = FileChannel.open(dump.path(), StandardOpenOption.WRITE)) {
      Random random = new Random(7);
      for (long left = file.size() - 1; left > 1000; left -= 1 + random.nextLong(left / 2)) {
        file.truncate(left);
        assertThatThrownBy(() -> read(dump.path()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("torn");
      }
    }
  }

  /** What is wrong may go unseen, as in a changed reference, but ends in nothing else. */
  @Test
  void read_anyByteChanged_endsInAGraphOrAnError() throws Exception {
    byte[] dump = SmallHeap.written(8).end();
    int errors = 0;
    for (int at = 0; at < dump.length; at += 2) {
      byte[] changed = dump.clone();
      changed[at] ^= (byte) (at % 3 == 0 ? 0xFF : 1 << at / 2 % 8);
      try {
        assertThat(read(changed).probe()).isPositive();
      } catch (IOException | BoundExceededException e) {
        errors++;
      } catch (RuntimeException e) {
        fail("byte " + at + " changed", e);
      }
    }
    assertThat(errors).isPositive();
  }

  @Test
  void read_noDump_saysSo() {
    assertThatThrownBy(() -> read("JAVA PROFILE 2.0.0\0\0\0\0\10".getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage("no heap dump: format 'JAVA PROFILE 2.0.0', ids of 8 bytes");
    assertThatThrownBy(() -> read("JAVA PROFILE 1.0.2\0\0\0\0\2".getBytes(UTF_8)))
        .hasMessage("no heap dump: format 'JAVA PROFILE 1.0.2', ids of 2 bytes");
  }

  @Test
  void read_unknownRecord_isAnError() {
    assertOdd(SmallHeap.written(8).raw(0x99), "the heap dump has an unknown record 153 before");
  }

  @Test
  void read_unknownType_isAnError() {
    assertOdd(SmallHeap.written(8).primitiveArray(0x8000, 3), "a value of unknown type 3");
  }

  @Test
  void read_recordPastItsSegment_isAnError() {
    HprofWriter dump = SmallHeap.written(8).raw(0x05, 0, 0).segment();

    assertOdd(dump.root(0x05, 0, 0, 0), "a record that runs past its end");
  }

  @Test
  void read_moreElementsThanArraysHave_isAnError() {
    HprofWriter dump = SmallHeap.written(4).raw(0x23, 0, 0, 0x80, 0, 0, 0, 0, 0);

    assertOdd(dump.raw(0xFF, 0xFF, 0xFF, 0xFF, 8), "an array of 4294967295 elements");
  }

  @Test
  void read_objectOfUnknownClass_isAnError() {
    assertOdd(SmallHeap.written(8).instance(0x8000, 0x8008), "lacks the class with the id 32776");
  }

  @Test
  void read_arrayWithoutItsClass_isAnError() {
    assertOdd(SmallHeap.written(8).primitiveArray(0x8000, 7, 1), "lacks the class double[]");
  }

  @Test
  void read_classWithoutName_isAnError() {
    HprofWriter dump = SmallHeap.written(8).classDump(0x8000, 0, 0, List.of(), List.of());

    assertOdd(dump, "lacks the name of the class with the id 32768");
  }

  @Test
  void read_classAboveItself_isAnError() {
    HprofWriter dump =
        SmallHeap.written(8)
            .className(0x8000, "com/acme/Ring")
            .classDump(0x8000, 0x8000, 0, List.of(), List.of());

    assertOdd(dump, "a class above itself: com.acme.Ring");
  }

  @Test
  void read_instanceOfOtherSizeThanItsClass_isAnError() {
    HprofWriter dump =
        SmallHeap.written(8).instance(0x8000, SmallHeap.LOADER_CLASS, field("more", OBJECT, 0));

    assertOdd(dump, "an instance of 8 bytes, not 0");
  }
}
