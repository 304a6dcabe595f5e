package io.trackmemory.tracker.heap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * The names in a heap dump: all symbols of the JVM, of which few are asked for. So they are kept as
 * bytes one behind the other. For one thread.
 */
final class DumpNames {

  private final ObjectIds ids = new ObjectIds();

  /** Where each name starts; the next one's start is its end. */
  private final IntList starts = new IntList();

  private byte[] bytes = new byte[1 << 12];
  private int size;

  void add(long id, HprofInput input, int length) throws IOException {
    if (ids.add(id)) {
      if (bytes.length - size < length) {
        bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(size, length), size));
      }
      input.bytes(bytes, size, length);
      starts.add(size);
      size += length;
    }
  }

  String text(long id) throws IOException {
    int number = ids.numberOf(id);
    if (number < 0) {
      throw new IOException("the heap dump lacks the name with the id " + id);
    }
    int start = starts.get(number);
    int end = number + 1 < starts.size() ? starts.get(number + 1) : size;
    return new String(bytes, start, end - start, UTF_8);
  }
}
