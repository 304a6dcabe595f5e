package io.trackmemory.tracker.heap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A class as a heap dump describes it.
 *
 * @param id of the class
 * @param superclassId 0 where it has none
 * @param loaderId 0 for the JVM's own
 * @param statics references in static fields; other static fields are left out
 * @param fields its own fields in the order of their values
 */
record ClassDump(
    long id, long superclassId, long loaderId, List<StaticReference> statics, List<Field> fields) {

  /** A static field that holds a reference, 0 for {@code null}. */
  record StaticReference(long nameId, long targetId) {}

  /** A field of the instances. */
  record Field(long nameId, ValueType type) {}

  /** Reads a class from behind its tag. */
  static ClassDump read(HprofInput input) throws IOException {
    long id = input.id();
    input.skip(4); // stack trace
    long superclassId = input.id();
    long loaderId = input.id();
    input.skip(4L * input.idBytes()); // signers, protection domain, two reserved
    input.skip(4); // size of an instance in the dump, not in the heap
    skipConstants(input);
    return new ClassDump(id, superclassId, loaderId, statics(input), fields(input));
  }

  private static void skipConstants(HprofInput input) throws IOException {
    for (int left = input.u2(); left > 0; left--) {
      input.skip(2);
      input.skip(type(input).dumpedBytes(input.idBytes()));
    }
  }

  private static List<StaticReference> statics(HprofInput input) throws IOException {
    List<StaticReference> statics = new ArrayList<>();
    for (int left = input.u2(); left > 0; left--) {
      long nameId = input.id();
      ValueType type = type(input);
      if (type == ValueType.OBJECT) {
        statics.add(new StaticReference(nameId, input.id()));
      } else {
        input.skip(type.dumpedBytes(input.idBytes()));
      }
    }
    return statics;
  }

  private static List<Field> fields(HprofInput input) throws IOException {
    List<Field> fields = new ArrayList<>();
    for (int left = input.u2(); left > 0; left--) {
      fields.add(new Field(input.id(), type(input)));
    }
    return fields;
  }

  /** The type whose code comes next. */
  static ValueType type(HprofInput input) throws IOException {
    int code = input.u1();
    ValueType type = ValueType.of(code);
    if (type == null) {
      throw input.odd("a value of unknown type " + code);
    }
    return type;
  }
}
