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
final class GraphBuilder implements HprofVisitor {

  private final DumpNodes nodes;
  private final ClassTable classes;
  private final EdgeKinds kinds;
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
      DumpNodes nodes,
      ClassTable classes,
      EdgeKinds kinds,
      ObjectLayout layout,
      ReadingBounds bounds,
      int maxEdges) {
    this.nodes = nodes;
    this.classes = classes;
    this.kinds = kinds;
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
      for (EdgeKinds.Static each : kinds.statics(node)) {
        add(each.targetId(), kinds.numberOf(each.kind()));
      }
      end();
    }
  }

  @Override
  public void instance(long id, long classId, long bytes, HprofInput input)
      throws IOException, BoundExceededException {
    if (!begin(id, input)) {
      return;
    }
    int number = nodes.classOf[node];
    bytesOf[node] = classes.classes.get(number).instanceBytes();
    ReferenceFields fields = kinds.fields(number);
    if (fields.bytes != bytes) {
      throw input.odd("an instance of " + bytes + " bytes, not " + fields.bytes);
    }
    for (int i = 0; i < fields.kinds.length; i++) {
      input.skip(fields.gaps[i]);
      add(input.id(), fields.kinds[i]);
    }
    for (int defined : classes.definedBy(node, number)) {
      addNode(defined, kinds.numberOf(kinds.edge(Kind.DEFINED_CLASS, number, "<class>")));
    }
    addType(number);
    end();
  }

  @Override
  public void objectArray(long id, long classId, int length, HprofInput input)
      throws IOException, BoundExceededException {
    if (!begin(id, input)) {
      return;
    }
    bytesOf[node] = layout.arrayBytes(ValueType.OBJECT.javaName(), length);
    for (int i = 0; i < length; i++) {
      add(input.id(), -1 - i);
    }
    addType(nodes.classOf[node]);
    end();
  }

  @Override
  public void primitiveArray(long id, ValueType type, int length, HprofInput input)
      throws BoundExceededException {
    if (begin(id, input)) {
      bytesOf[node] = layout.arrayBytes(type.javaName(), length);
      end();
    }
  }

  /** Whether an object is the next one; else it was there before. */
  private boolean begin(long id, HprofInput input) throws BoundExceededException {
    if (nodes.numberOf(id) != node) {
      return false;
    }
    bounds.afterObject(node);
    valuesAt[node] = (int) input.position();
    return true;
  }

  private void end() {
    firstEdge[++node] = edge;
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
        definedByOf[number] = kinds.numberOf(kinds.edge(Kind.DEFINED_BY, number, "<type>"));
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
        List.copyOf(kinds.kinds),
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
