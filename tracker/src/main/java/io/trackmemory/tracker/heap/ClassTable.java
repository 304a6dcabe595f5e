package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.heap.Edge.Kind;
import io.trackmemory.tracker.jdk.GeneratedNames;
import io.trackmemory.tracker.jdk.JdkNames;
import io.trackmemory.tracker.jvm.ObjectLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a dump as the graph shows them, who defined them, and the kinds of references that
 * they declare, numbered as they are asked for.
 */
final class ClassTable {

  private static final Set<String> BUILT_IN_LOADERS =
      Set.of(JdkNames.BOOT_LOADER, JdkNames.PLATFORM_LOADER, JdkNames.APP_LOADER);

  final List<HeapClass> classes = new ArrayList<>();

  final List<Edge> kinds = new ArrayList<>();

  private final DumpedClasses dumped;
  private final DumpNames names;
  private final ObjectLayout layout;
  private final int idBytes;
  private final BitSet definesClasses = new BitSet();
  private final Map<Integer, List<Integer>> definedBy = new HashMap<>();

  private final Map<ValueType, Integer> fieldBytes = new EnumMap<>(ValueType.class);
  private final Map<Edge, Integer> numberOfKind = new HashMap<>();
  private final @Nullable ReferenceFields[] fields;

  ClassTable(
      DumpedClasses dumped, DumpNodes nodes, DumpNames names, ObjectLayout layout, int idBytes)
      throws IOException {
    this.dumped = dumped;
    this.names = names;
    this.layout = layout;
    this.idBytes = idBytes;
    for (ValueType type : ValueType.values()) {
      fieldBytes.put(type, layout.fieldBytes(type.javaName()));
    }
    this.fields = new ReferenceFields[dumped.size()];
    for (int number = 0; number < dumped.size(); number++) {
      classes.add(describe(number, nodes));
    }
    definedBy
        .values()
        .forEach(list -> list.sort(Comparator.comparing(number -> classes.get(number).name())));
  }

  private HeapClass describe(int number, DumpNodes nodes) throws IOException {
    String name = dumped.name(number);
    int loader = nodes.numberOf(dumped.dump(number).loaderId());
    boolean builtIn = loader < 0 || BUILT_IN_LOADERS.contains(dumped.name(nodes.classOf[loader]));
    if (!builtIn && !GeneratedNames.isHidden(name)) {
      definesClasses.set(nodes.classOf[loader]);
      definedBy.computeIfAbsent(loader, node -> new ArrayList<>()).add(number);
    }
    int[] line = dumped.lineOf(number);
    return new HeapClass(
        ClassNames.stable(name),
        dumped.superclassOf(number),
        builtIn,
        isSoft(line),
        layout.objectBytes(bytesOfFields(line)));
  }

  private boolean isSoft(int[] line) {
    for (int each : line) {
      if (dumped.name(each).equals(JdkNames.SOFT_REFERENCE)) {
        return true;
      }
    }
    return false;
  }

  private int bytesOfFields(int[] line) {
    int bytes = 0;
    for (int number : line) {
      for (ClassDump.Field field : dumped.dump(number).fields()) {
        bytes += fieldBytes.getOrDefault(field.type(), 0);
      }
    }
    return bytes;
  }

  /** Classes that an object defined, if it is a loader other than the JVM's own, by name. */
  List<Integer> definedBy(int node, int classNumber) {
    return definesClasses.get(classNumber) ? definedBy.getOrDefault(node, List.of()) : List.of();
  }

  /** A reference that a class holds: the kind of its field, and what it refers to. */
  record Static(Kind kind, String field, long targetId) {}

  /** The references in static fields of a class and that to its loader, by name. */
  List<Static> statics(int number) throws IOException {
    ClassDump dump = dumped.dump(number);
    List<Static> statics = new ArrayList<>();
    if (dump.loaderId() != 0) {
      statics.add(new Static(Kind.DEFINED_BY, "<classLoader>", dump.loaderId()));
    }
    for (ClassDump.StaticReference each : dump.statics()) {
      if (each.targetId() != 0) {
        statics.add(new Static(Kind.STATIC_FIELD, names.text(each.nameId()), each.targetId()));
      }
    }
    statics.sort(Comparator.comparing(Static::field));
    return statics;
  }

  /** Where the values of an instance, of {@code bytes} in all, have references. */
  static final class ReferenceFields {
    final long bytes;
    final int[] gaps; // bytes between a reference and the one before it, or the start
    final int[] kinds;

    private ReferenceFields(long bytes, int[] gaps, int[] kinds) {
      this.bytes = bytes;
      this.gaps = gaps;
      this.kinds = kinds;
    }
  }

  /** The references in fields of the instances of a class. */
  ReferenceFields fields(int number) throws IOException {
    ReferenceFields known = fields[number];
    if (known == null) {
      known = readFields(number);
      fields[number] = known;
    }
    return known;
  }

  private ReferenceFields readFields(int number) throws IOException {
    IntList gaps = new IntList();
    IntList numbers = new IntList();
    long bytes = 0;
    long before = 0;
    for (int owner : dumped.lineOf(number)) {
      for (ClassDump.Field field : dumped.dump(owner).fields()) {
        if (field.type() == ValueType.OBJECT) {
          gaps.add((int) (bytes - before));
          numbers.add(fieldKind(owner, names.text(field.nameId())));
          before = bytes + idBytes;
        }
        bytes += field.type().dumpedBytes(idBytes);
      }
    }
    return new ReferenceFields(bytes, gaps.toArray(), numbers.toArray());
  }

  private int fieldKind(int owner, String field) {
    boolean referent =
        field.equals(JdkNames.REFERENT) && classes.get(owner).name().equals(JdkNames.REFERENCE);
    return kind(referent ? Kind.REFERENT : Kind.FIELD, owner, field);
  }

  /** Number of a kind of references. */
  int kind(Kind kind, int owner, String field) {
    return numberOf(new Edge(kind, owner, classes.get(owner).name(), field));
  }

  private int numberOf(Edge edge) {
    return numberOfKind.computeIfAbsent(
        edge,
        key -> {
          kinds.add(key);
          return kinds.size() - 1;
        });
  }
}
