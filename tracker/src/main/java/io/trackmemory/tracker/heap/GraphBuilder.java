package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.heap.Edge.Kind;
import io.trackmemory.tracker.jvm.ObjectLayout;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Turns a dump into a {@link HeapGraph} in a second walk over it, once all objects and classes are
 * known. References to objects that the dump does not have are left out.
 */
final class GraphBuilder extends HprofRecords {

  private final DumpNodes nodes;
  private final ClassTable classes;
  private final ObjectLayout layout;
  private final ReadingBounds bounds;

  private final int[] bytesOf;
  private final int[] firstEdge;
  private final int[] edgeTarget;
  private final int[] edgeKind;
  private final int[] valuesAt;
  private final int[] definedByOf;

  private int node;
  private int edge;

  GraphBuilder(
      HprofInput input,
      DumpNodes nodes,
      ClassTable classes,
      ObjectLayout layout,
      ReadingBounds bounds,
      int maxEdges) {
    super(input);
    this.nodes = nodes;
    this.classes = classes;
    this.layout = layout;
    this.bounds = bounds;
    bytesOf = new int[nodes.size()];
    firstEdge = new int[nodes.size() + 1];
    valuesAt = new int[nodes.size()];
    edgeTarget = new int[maxEdges];
    edgeKind = new int[maxEdges];
    definedByOf = new int[classes.classes.size()];
    Arrays.fill(definedByOf, -1);
  }

  /** Adds the classes with their static fields, which come before all else. */
  void addClasses() throws IOException {
    while (node < classes.classes.size()) {
      for (ClassTable.Static each : classes.statics(node)) {
        add(each.targetId(), classes.kind(each.kind(), node, each.field()));
      }
      firstEdge[++node] = edge;
    }
  }

  @Override
  void object(long id, long classId, boolean array, long size)
      throws IOException, BoundExceededException {
    if (nodes.numberOf(id) != node) {
      return; // it was there before
    }
    bounds.afterObject(node);
    valuesAt[node] = (int) input.position();
    int number = nodes.classOf[node];
    if (array) {
      ValueType elements = ValueType.ofArrayClass(classId);
      bytesOf[node] =
          layout.arrayBytes((elements == null ? ValueType.OBJECT : elements).javaName(), size);
      for (int i = 0; elements == null && i < size; i++) {
        add(input.id(), -1 - i);
      }
    } else {
      addFields(number, size);
    }
    addType(number);
    firstEdge[++node] = edge;
  }

  private void addFields(int number, long bytes) throws IOException {
    bytesOf[node] = classes.classes.get(number).instanceBytes();
    ClassTable.ReferenceFields fields = classes.fields(number);
    if (fields.bytes != bytes) {
      throw input.odd("an instance of " + bytes + " bytes, not " + fields.bytes);
    }
    for (int i = 0; i < fields.kinds.length; i++) {
      input.skip(fields.gaps[i]);
      add(input.id(), fields.kinds[i]);
    }
    for (int defined : classes.definedBy(node, number)) {
      addNode(defined, classes.kind(Kind.DEFINED_CLASS, number, "<class>"));
    }
  }

  private void add(long targetId, int kind) {
    if (targetId != 0) {
      addNode(nodes.numberOf(targetId), kind);
    }
  }

  private void addNode(int target, int kind) {
    if (target >= 0) {
      edgeTarget[edge] = target;
      edgeKind[edge++] = kind;
    }
  }

  /** An object keeps its class, which matters where the JVM itself does not. */
  private void addType(int number) {
    if (!classes.classes.get(number).builtIn()) {
      if (definedByOf[number] < 0) {
        definedByOf[number] = classes.kind(Kind.DEFINED_BY, number, "<type>");
      }
      addNode(number, definedByOf[number]);
    }
  }

  HeapGraph graph() throws IOException {
    if (node != nodes.size()) {
      throw new IOException("the heap dump changed while it was read");
    }
    return new HeapGraph(
        List.copyOf(classes.classes),
        List.copyOf(classes.kinds),
        nodes.classOf,
        bytesOf,
        firstEdge,
        edgeTarget,
        edgeKind);
  }

  /** For each object where in the dump its values start, as unsigned numbers; 0 for a class. */
  int[] valuesAt() {
    return valuesAt;
  }
}
