package io.trackmemory.tracker.heap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes heap dumps by hand, byte by byte as the format has it, for tests of its reader. */
final class HprofWriter {

  static final int OBJECT = 2;
  static final int BYTE = 8;
  static final int INT = 10;
  static final int LONG = 11;

  private final int idBytes;
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ByteArrayOutputStream heap = new ByteArrayOutputStream();
  private final Map<String, Long> names = new HashMap<>();

  HprofWriter(int idBytes) {
    this.idBytes = idBytes;
    file.writeBytes("JAVA PROFILE 1.0.2\0".getBytes(UTF_8));
    number(file, idBytes, 4);
    number(file, 1_700_000_000_000L, 8);
  }

  /** A field with its value; values of instances fields are left out of classes. */
  record Field(String name, int type, long value) {}

  static Field field(String name, int type, long value) {
    return new Field(name, type, value);
  }

  private static void number(ByteArrayOutputStream out, long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }

  private void id(ByteArrayOutputStream out, long id) {
    number(out, id, idBytes);
  }

  /** A record of its own, outside of the heap. */
  HprofWriter record(int tag, byte[] body) {
    number(file, tag, 1);
    number(file, 0, 4);
    number(file, body.length, 4);
    file.writeBytes(body);
    return this;
  }

  private long name(String text) {
    return names.computeIfAbsent(
        text,
        key -> {
          long id = 0x7000 + 8L * names.size();
          ByteArrayOutputStream body = new ByteArrayOutputStream();
          id(body, id);
          body.writeBytes(text.getBytes(UTF_8));
          record(0x01, body.toByteArray());
          return id;
        });
  }

  HprofWriter className(long classId, String vmName) {
    long name = name(vmName);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    number(body, 1, 4);
    id(body, classId);
    number(body, 0, 4);
    id(body, name);
    return record(0x02, body.toByteArray());
  }

  /** A class with a constant of each size, which readers skip. */
  HprofWriter classDump(
      long id, long superclass, long loader, List<Field> statics, List<Field> fields) {
    number(heap, 0x20, 1);
    id(heap, id);
    number(heap, 0, 4);
    id(heap, superclass);
    id(heap, loader);
    for (int i = 0; i < 4; i++) {
      id(heap, 0);
    }
    number(heap, 8, 4);
    number(heap, 2, 2);
    for (int type : new int[] {OBJECT, LONG}) {
      number(heap, 7, 2);
      number(heap, type, 1);
      value(type, 42);
    }
    number(heap, statics.size(), 2);
    for (Field each : statics) {
      id(heap, name(each.name()));
      number(heap, each.type(), 1);
      value(each.type(), each.value());
    }
    number(heap, fields.size(), 2);
    for (Field each : fields) {
      id(heap, name(each.name()));
      number(heap, each.type(), 1);
    }
    return this;
  }

  private void value(int type, long value) {
    number(heap, value, bytes(type));
  }

  private int bytes(int type) {
    return switch (type) {
      case OBJECT -> idBytes;
      case 4, BYTE -> 1;
      case 5, 9 -> 2;
      case 6, INT -> 4;
      default -> 8;
    };
  }

  /** An instance with the values of its own class's fields first. */
  HprofWriter instance(long id, long classId, Field... values) {
    number(heap, 0x21, 1);
    id(heap, id);
    number(heap, 0, 4);
    id(heap, classId);
    int bytes = 0;
    for (Field each : values) {
      bytes += bytes(each.type());
    }
    number(heap, bytes, 4);
    for (Field each : values) {
      value(each.type(), each.value());
    }
    return this;
  }

  HprofWriter objectArray(long id, long classId, long... elements) {
    number(heap, 0x22, 1);
    id(heap, id);
    number(heap, 0, 4);
    number(heap, elements.length, 4);
    id(heap, classId);
    for (long each : elements) {
      id(heap, each);
    }
    return this;
  }

  HprofWriter primitiveArray(long id, int type, long... elements) {
    number(heap, 0x23, 1);
    id(heap, id);
    number(heap, 0, 4);
    number(heap, elements.length, 4);
    number(heap, type, 1);
    for (long each : elements) {
      value(type, each);
    }
    return this;
  }

  /** A root, followed by ids and by other bytes. */
  HprofWriter root(int tag, long id, int moreIds, int moreBytes) {
    number(heap, tag, 1);
    id(heap, id);
    heap.writeBytes(new byte[moreIds * idBytes + moreBytes]);
    return this;
  }

  HprofWriter raw(int... bytes) {
    for (int each : bytes) {
      heap.write(each);
    }
    return this;
  }

  /** Closes the part of the heap that was written so far. */
  HprofWriter segment() {
    return heap(0x1C);
  }

  /** Closes the whole heap in the older form that needs no end. */
  HprofWriter heap(int tag) {
    byte[] body = heap.toByteArray();
    heap.reset();
    return record(tag, body);
  }

  /** The file with the end that segments need. */
  byte[] end() {
    if (heap.size() > 0) {
      segment();
    }
    record(0x2C, new byte[0]);
    return file.toByteArray();
  }

  byte[] withoutEnd() {
    return file.toByteArray();
  }
}
