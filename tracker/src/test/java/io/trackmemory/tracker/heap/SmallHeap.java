package io.trackmemory.tracker.heap;

import static io.trackmemory.tracker.heap.HprofWriter.BYTE;
import static io.trackmemory.tracker.heap.HprofWriter.INT;
import static io.trackmemory.tracker.heap.HprofWriter.LONG;
import static io.trackmemory.tracker.heap.HprofWriter.OBJECT;
import static io.trackmemory.tracker.heap.HprofWriter.field;

import io.trackmemory.tracker.heap.HprofWriter.Field;
import java.util.ArrayList;
import java.util.List;

/** A heap with everything that a dump can have, in the parts that tests put together. */
final class SmallHeap {

  static final long TOKEN = 0x1234_5678_9ABC_DEF0L;

  static final long OBJECT_CLASS = 0x1000;
  static final long STRING_CLASS = 0x1008;
  static final long THREAD_CLASS = 0x1010;
  static final long REFERENCE_CLASS = 0x1018;
  static final long SOFT_CLASS = 0x1020;
  static final long BYTES_CLASS = 0x1028;
  static final long INTS_CLASS = 0x1030;
  static final long OBJECTS_CLASS = 0x1038;
  static final long LOADER_CLASS = 0x1040;
  static final long NODE_CLASS = 0x1048;
  static final long NODES_CLASS = 0x1050;
  static final long PROBE_CLASS = 0x1058;
  static final long LONGS_CLASS = 0x1060;

  static final long LOADER = 0x2000;
  static final long NODE = 0x2010;
  static final long NODES = 0x2028;
  static final long THREAD = 0x2040;
  static final long NAME = 0x2058;
  static final long NAME_BYTES = 0x2070;
  static final long SOFT = 0x20A8;
  static final long INTS = 0x30C0;
  static final long OBJECTS = 0x40D8;
  static final long PROBE = 0x50F8;
  static final long LONGS = 0x6000;

  /** An id that no object has. */
  static final long GONE = 0x9990;

  private SmallHeap() {}

  static void names(HprofWriter dump) {
    dump.className(OBJECT_CLASS, "java/lang/Object")
        .className(STRING_CLASS, "java/lang/String")
        .className(THREAD_CLASS, "java/lang/Thread")
        .className(REFERENCE_CLASS, "java/lang/ref/Reference")
        .className(SOFT_CLASS, "java/lang/ref/SoftReference")
        .className(BYTES_CLASS, "[B")
        .className(INTS_CLASS, "[I")
        .className(LONGS_CLASS, "[J")
        .className(OBJECTS_CLASS, "[Ljava/lang/Object;")
        .className(LOADER_CLASS, "com/acme/Loader")
        .className(NODE_CLASS, "com/acme/Node")
        .className(NODES_CLASS, "[[Lcom/acme/Node;")
        .className(PROBE_CLASS, DumpProbe.class.getName().replace('.', '/'));
  }

  static void classes(HprofWriter dump) {
    List<Field> none = List.of();
    dump.classDump(OBJECT_CLASS, 0, 0, none, none)
        .classDump(STRING_CLASS, OBJECT_CLASS, 0, none, reference("value", BYTE, "coder"))
        .classDump(THREAD_CLASS, OBJECT_CLASS, 0, none, reference("name", INT, "priority"))
        .classDump(REFERENCE_CLASS, OBJECT_CLASS, 0, none, reference("referent", OBJECT, "queue"))
        .classDump(SOFT_CLASS, REFERENCE_CLASS, 0, none, List.of(field("timestamp", LONG, 0)))
        .classDump(BYTES_CLASS, OBJECT_CLASS, 0, none, none)
        .classDump(INTS_CLASS, OBJECT_CLASS, 0, none, none)
        .classDump(LONGS_CLASS, OBJECT_CLASS, 0, none, none)
        .classDump(OBJECTS_CLASS, OBJECT_CLASS, 0, none, none)
        .classDump(LOADER_CLASS, OBJECT_CLASS, 0, none, none)
        .classDump(NODE_CLASS, OBJECT_CLASS, LOADER, statics(), nodeFields())
        .classDump(NODES_CLASS, OBJECT_CLASS, LOADER, none, none)
        .classDump(PROBE_CLASS, OBJECT_CLASS, 0, none, List.of(field("token", LONG, 0)));
  }

  private static List<Field> reference(String name, int otherType, String other) {
    return List.of(field(name, OBJECT, 0), field(other, otherType, 0));
  }

  private static List<Field> statics() {
    return List.of(
        field("second", OBJECT, INTS),
        field("empty", OBJECT, 0),
        field("gone", OBJECT, GONE),
        field("COUNT", LONG, NODE),
        field("<resolved_references>", OBJECT, OBJECTS),
        field("first", OBJECT, NODE_CLASS));
  }

  /** One of each type, references between them. */
  private static List<Field> nodeFields() {
    List<Field> fields = new ArrayList<>();
    for (int type = 4; type <= 11; type++) {
      fields.add(field("value" + type, type, type));
      if (type % 2 == 0) {
        fields.add(field("reference" + type, OBJECT, 0));
      }
    }
    return fields;
  }

  static void objects(HprofWriter dump) {
    dump.instance(LOADER, LOADER_CLASS)
        .instance(NODE, NODE_CLASS, node(NODES, 0, GONE, NODE))
        .objectArray(NODES, NODES_CLASS, 0, NODE, GONE, NODES)
        .instance(THREAD, THREAD_CLASS, field("name", OBJECT, NAME), field("priority", INT, 5))
        .instance(NAME, STRING_CLASS, field("value", OBJECT, NAME_BYTES), field("coder", BYTE, 0))
        .primitiveArray(NAME_BYTES, BYTE, 'm', 'a', 'i', 'n', 0xE4)
        .instance(SOFT, SOFT_CLASS, soft(NODE))
        .primitiveArray(INTS, INT, 1, 2, 3)
        .objectArray(OBJECTS, OBJECTS_CLASS)
        .instance(PROBE, PROBE_CLASS, field("token", LONG, TOKEN))
        .primitiveArray(LONGS, LONG, 1);
  }

  private static Field[] node(long... references) {
    List<Field> fields = new ArrayList<>();
    int next = 0;
    for (Field each : nodeFields()) {
      boolean reference = each.type() == OBJECT;
      fields.add(reference ? field(each.name(), OBJECT, references[next++]) : each);
    }
    return fields.toArray(Field[]::new);
  }

  private static Field[] soft(long referent) {
    return new Field[] {
      field("timestamp", LONG, -1), field("referent", OBJECT, referent), field("queue", OBJECT, 0)
    };
  }

  static void roots(HprofWriter dump) {
    dump.root(0xFF, OBJECTS, 0, 0)
        .root(0x01, OBJECTS, 1, 0)
        .root(0x02, OBJECTS, 0, 8)
        .root(0x03, OBJECTS, 0, 8)
        .root(0x04, OBJECTS, 0, 4)
        .root(0x05, OBJECT_CLASS, 0, 0)
        .root(0x06, OBJECTS, 0, 4)
        .root(0x07, OBJECTS, 0, 0)
        .root(0x08, THREAD, 0, 8)
        .root(0x01, GONE, 1, 0);
  }

  /** All of it in the order in which the JVM writes it. */
  static HprofWriter written(int idBytes) {
    HprofWriter dump = new HprofWriter(idBytes);
    names(dump);
    classes(dump);
    objects(dump);
    roots(dump);
    return dump;
  }
}
