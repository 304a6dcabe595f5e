package io.trackmemory.tracker.heap;

import java.io.IOException;
import java.util.Arrays;

/**
 * The numbers of all objects in a dump, classes first, then the others as the dump lists them, and
 * what each is an instance of.
 */
final class DumpNodes {

  final ObjectIds ids = new ObjectIds();

  /** Number of an object's class; its own number for a class. */
  final int[] classOf;

  /** How many objects there are of each class. */
  final int[] instances;

  DumpNodes(DumpIndex index, DumpedClasses classes) throws IOException {
    for (int number = 0; number < classes.size(); number++) {
      ids.add(classes.dump(number).id());
    }
    instances = new int[classes.size()];
    int[] classNumbers = new int[classes.size() + index.objectIds.size()];
    int size = 0;
    while (size < classes.size()) {
      classNumbers[size] = size++;
    }
    long lastId = 0;
    int last = -1;
    for (int i = 0; i < index.objectIds.size(); i++) {
      if (ids.add(index.objectIds.get(i))) {
        long classId = index.classIds.get(i);
        if (classId != lastId) {
          last = numberOf(classes, classId);
          lastId = classId;
        }
        classNumbers[size++] = last;
        instances[last]++;
      }
    }
    classOf = size == classNumbers.length ? classNumbers : Arrays.copyOf(classNumbers, size);
  }

  private static int numberOf(DumpedClasses classes, long classId) throws IOException {
    ValueType elements = ValueType.ofArrayClass(classId);
    return elements == null ? classes.numberOf(classId) : classes.arrayOf(elements);
  }

  int size() {
    return classOf.length;
  }

  /** The number of an object, or -1 if the dump does not have it. */
  int numberOf(long id) {
    return ids.numberOf(id);
  }
}
