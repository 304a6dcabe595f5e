package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.jdk.JdkMember.Kind;
import io.trackmemory.tracker.jdk.JdkNames;
import io.trackmemory.tracker.jdk.Need;
import io.trackmemory.tracker.jdk.NeededMembers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The classes of a dump, numbered as it lists them, by name and with their superclasses. */
final class DumpedClasses {

  private final List<ClassDump> dumps = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final ObjectIds ids = new ObjectIds();
  private final Map<String, Integer> primitiveArrays = new HashMap<>();
  private final int[] superclasses;

  DumpedClasses(DumpIndex index) throws IOException {
    for (ClassDump dump : index.classes) {
      if (ids.add(dump.id())) {
        String name = name(index, dump.id());
        if (dump.loaderId() == 0 && ClassNames.isArray(name)) {
          primitiveArrays.put(name, dumps.size());
        }
        dumps.add(dump);
        names.add(name);
      }
    }
    superclasses = new int[dumps.size()];
    for (int number = 0; number < superclasses.length; number++) {
      superclasses[number] = readSuperclassOf(number);
    }
  }

  private static String name(DumpIndex index, long classId) throws IOException {
    Long nameId = index.nameOfClass.get(classId);
    if (nameId == null) {
      throw new IOException("the heap dump lacks the name of the class with the id " + classId);
    }
    return ClassNames.ofVmName(index.names.text(nameId));
  }

  int size() {
    return dumps.size();
  }

  ClassDump dump(int number) {
    return dumps.get(number);
  }

  /** Binary name as Java writes it, with the numbering of hidden classes. */
  String name(int number) {
    return names.get(number);
  }

  int numberOf(long classId) throws IOException {
    int number = ids.numberOf(classId);
    if (number < 0) {
      throw new IOException("the heap dump lacks the class with the id " + classId);
    }
    return number;
  }

  /** The class of arrays of primitive values. */
  int arrayOf(ValueType elements) throws IOException {
    Integer number = primitiveArrays.get(elements.javaName() + "[]");
    if (number == null) {
      throw new IOException("the heap dump lacks the class " + elements.javaName() + "[]");
    }
    return number;
  }

  /** Number of the superclass, -1 where there is none. */
  int superclassOf(int number) {
    return superclasses[number];
  }

  private int readSuperclassOf(int number) throws IOException {
    long id = dump(number).superclassId();
    return id == 0 ? -1 : numberOf(id);
  }

  /** A class and its superclasses, itself first. */
  int[] lineOf(int number) throws IOException {
    int length = 0;
    for (int each = number; each >= 0; each = superclasses[each]) {
      if (length++ > size()) {
        throw new IOException("the heap dump has a class above itself: " + name(number));
      }
    }
    int[] line = new int[length];
    int each = number;
    for (int i = 0; i < length; i++) {
      line[i] = each;
      each = superclasses[each];
    }
    return line;
  }

  /** Why the dump may be misread, if it lacks what is needed. */
  Optional<String> doubt(DumpNames names) throws IOException {
    NeededMembers needed =
        new NeededMembers(
            JdkNames.RULES, Runtime.version().feature(), System.getProperty("os.name", ""));
    for (int number = 0; number < size(); number++) {
      String name = name(number).replace('.', '/');
      if (needed.concerns(name)) {
        needed.sees(Kind.CLASS, name, "", "");
        for (ClassDump.Field field : dump(number).fields()) {
          needed.sees(Kind.FIELD, name, names.text(field.nameId()), "");
        }
      }
    }
    return Optional.ofNullable(needed.doubts(Runtime.version()).get(Need.HEAP));
  }
}
