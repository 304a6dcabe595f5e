package io.trackmemory.tracker.heap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a first walk over a heap dump collects: all but the references of objects, which cannot be
 * understood before all classes are known.
 */
final class DumpIndex extends HprofRecords {

  /** Something that the JVM holds. */
  record Held(GcRoot.Kind kind, long id) {}

  final DumpNames names = new DumpNames();
  final Map<Long, Long> nameOfClass = new HashMap<>();
  final List<ClassDump> classes = new ArrayList<>();
  final List<Held> roots = new ArrayList<>();
  final LongList objectIds = new LongList();

  /** For each object the id of its class; of other arrays {@link ValueType#arrayClassId}. */
  final LongList classIds = new LongList();

  private final ReadingBounds bounds;
  private long elements;

  DumpIndex(HprofInput input, ReadingBounds bounds) {
    super(input);
    this.bounds = bounds;
  }

  /** References in all arrays. */
  long elements() {
    return elements;
  }

  @Override
  void name(long id, int bytes) throws IOException {
    names.add(id, input, bytes);
  }

  @Override
  void className(long classId, long nameId) {
    nameOfClass.put(classId, nameId);
  }

  @Override
  void root(GcRoot.Kind kind, long id) {
    roots.add(new Held(kind, id));
  }

  @Override
  void classDump(ClassDump dump) {
    classes.add(dump);
  }

  @Override
  void object(long id, long classId, boolean array, long size)
      throws IOException, BoundExceededException {
    objectIds.add(id);
    classIds.add(classId);
    bounds.afterObject(objectIds.size());
    if (array && ValueType.ofArrayClass(classId) == null) {
      elements += input.references(size);
    }
  }
}
