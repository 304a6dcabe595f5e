package io.trackmemory.tracker.heap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a first walk over a heap dump collects: all but the references of objects, which cannot be
 * understood before all classes are known.
 */
final class DumpIndex implements HprofVisitor {

  /** Something that the JVM holds. */
  record Held(GcRoot.Kind kind, long id) {}

  final DumpNames names = new DumpNames();
  final Map<Long, Long> nameOfClass = new HashMap<>();
  final List<ClassDump> classes = new ArrayList<>();
  final List<Held> roots = new ArrayList<>();
  final LongList objectIds = new LongList();

  /** For each object the id of its class; {@link #idOf} of the elements of other arrays. */
  final LongList classIds = new LongList();

  private final ReadingBounds bounds;
  private long elements;

  DumpIndex(ReadingBounds bounds) {
    this.bounds = bounds;
  }

  /** Stands for the class of arrays of these values, which a dump does not name. */
  static long idOf(ValueType elements) {
    return -elements.code();
  }

  /** What {@link #idOf} gave the id for, {@code null} if it is that of a class. */
  static @Nullable ValueType elementsOf(long classId) {
    return classId < 0 && classId > Byte.MIN_VALUE ? ValueType.of((int) -classId) : null;
  }

  /** References in all arrays. */
  long elements() {
    return elements;
  }

  @Override
  public void name(long id, HprofInput input, int bytes) throws IOException {
    names.add(id, input, bytes);
  }

  @Override
  public void className(long classId, long nameId) {
    nameOfClass.put(classId, nameId);
  }

  @Override
  public void root(GcRoot.Kind kind, long id) {
    roots.add(new Held(kind, id));
  }

  @Override
  public void classDump(ClassDump dump) {
    classes.add(dump);
  }

  @Override
  public void instance(long id, long classId, long bytes, HprofInput input)
      throws BoundExceededException {
    add(id, classId);
  }

  @Override
  public void objectArray(long id, long classId, int length, HprofInput input)
      throws IOException, BoundExceededException {
    add(id, classId);
    for (int i = 0; i < length; i++) {
      if (input.id() != 0) {
        elements++;
      }
    }
  }

  @Override
  public void primitiveArray(long id, ValueType type, int length, HprofInput input)
      throws BoundExceededException {
    add(id, idOf(type));
  }

  private void add(long id, long classId) throws BoundExceededException {
    objectIds.add(id);
    classIds.add(classId);
    bounds.afterObject(objectIds.size());
  }
}
