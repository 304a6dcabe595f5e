package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.heap.Edge.Kind;
import io.trackmemory.tracker.jdk.JdkNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of references that the classes of a dump declare, numbered as they are asked for. */
final class EdgeKinds {

  final List<Edge> kinds = new ArrayList<>();

  private final DumpedClasses dumped;
  private final DumpNames names;
  private final List<HeapClass> classes;
  private final int idBytes;
  private final Map<Edge, Integer> numberOfKind = new HashMap<>();
  private final @Nullable ReferenceFields[] fields;

  EdgeKinds(DumpedClasses dumped, DumpNames names, List<HeapClass> classes, int idBytes) {
    this.dumped = dumped;
    this.names = names;
    this.classes = classes;
    this.idBytes = idBytes;
    this.fields = new ReferenceFields[classes.size()];
  }

  /** A reference that a class holds: the kind of its field, and what it refers to. */
  record Static(Edge kind, long targetId) {}

  /** The references in static fields of a class and that to its loader, by name. */
  List<Static> statics(int number) throws IOException {
    ClassDump dump = dumped.dump(number);
    List<Static> statics = new ArrayList<>();
    if (dump.loaderId() != 0) {
      statics.add(new Static(edge(Kind.DEFINED_BY, number, "<classLoader>"), dump.loaderId()));
    }
    for (ClassDump.StaticReference each : dump.statics()) {
      if (each.targetId() != 0) {
        Edge kind = edge(Kind.STATIC_FIELD, number, names.text(each.nameId()));
        statics.add(new Static(kind, each.targetId()));
      }
    }
    statics.sort(Comparator.comparing(each -> each.kind().field()));
    return statics;
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
    return numberOf(edge(referent ? Kind.REFERENT : Kind.FIELD, owner, field));
  }

  Edge edge(Kind kind, int owner, String field) {
    return new Edge(kind, owner, classes.get(owner).name(), field);
  }

  int numberOf(Edge kind) {
    return numberOfKind.computeIfAbsent(
        kind,
        key -> {
          kinds.add(key);
          return kinds.size() - 1;
        });
  }
}
