package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.jdk.JdkNames;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a heap dump and their references as plain arrays, some 40 bytes an object. Objects
 * are numbered from 0; the first numbers are the classes. Immutable once read.
 *
 * <p>Arrays are shared, not copied: only this package sees them.
 */
public final class HeapGraph {

  public final List<HeapClass> classes;
  public final List<Edge> edgeKinds;

  /** Number of an object's class; its own number for a class. */
  public final int[] classOf;

  /** Shallow size of an object in bytes. */
  public final int[] bytesOf;

  /** The references of object {@code n} are those from {@code firstEdge[n]} to the next one's. */
  public final int[] firstEdge;

  public final int[] edgeTarget;

  /** Index in {@link #edgeKinds}, or {@code -1 - i} for element {@code i} of an array. */
  public final int[] edgeKind;

  private final boolean[] referentKind;
  private final boolean[] softClass;
  private final boolean[] referenceClass;

  HeapGraph(
      List<HeapClass> classes,
      List<Edge> edgeKinds,
      int[] classOf,
      int[] bytesOf,
      int[] firstEdge,
      int[] edgeTarget,
      int[] edgeKind) {
    this.classes = classes;
    this.edgeKinds = edgeKinds;
    this.classOf = classOf;
    this.bytesOf = bytesOf;
    this.firstEdge = firstEdge;
    this.edgeTarget = edgeTarget;
    this.edgeKind = edgeKind;
    softClass = new boolean[classes.size()];
    referenceClass = new boolean[softClass.length];
    for (int number = 0; number < softClass.length; number++) {
      softClass[number] = classes.get(number).soft();
      referenceClass[number] = isBelow(classes.get(number), JdkNames.REFERENCE);
    }
    referentKind = new boolean[edgeKinds.size()];
    for (int kind = 0; kind < referentKind.length; kind++) {
      referentKind[kind] = edgeKinds.get(kind).kind() == Edge.Kind.REFERENT;
    }
  }

  public int size() {
    return classOf.length;
  }

  public boolean isClass(int node) {
    return node < classes.size();
  }

  HeapClass classOf(int node) {
    return classes.get(classOf[node]);
  }

  /** Name of an object's class; of a class, its own name. */
  public String typeName(int node) {
    return classOf(node).name();
  }

  /** The objects, classes left out, of the classes whose name is wanted. */
  public int[] instancesOf(Predicate<String> className) {
    boolean[] wanted = new boolean[classes.size()];
    for (int number = 0; number < wanted.length; number++) {
      wanted[number] = className.test(classes.get(number).name());
    }
    IntList instances = new IntList();
    for (int node = wanted.length; node < size(); node++) {
      if (wanted[classOf[node]]) {
        instances.add(node);
      }
    }
    return instances.toArray();
  }

  /** What kind of reference one is, {@code null} for an element of an array. */
  public @Nullable Edge kindOf(int edge) {
    return edgeKind[edge] < 0 ? null : edgeKinds.get(edgeKind[edge]);
  }

  /** Whether a reference is in a static field. */
  public boolean isStatic(int edge) {
    Edge kind = kindOf(edge);
    return kind != null && kind.kind() == Edge.Kind.STATIC_FIELD;
  }

  public boolean isReferent(int edge) {
    return edgeKind[edge] >= 0 && referentKind[edgeKind[edge]];
  }

  public boolean isInstanceOf(int node, String className) {
    return !isClass(node) && isBelow(classOf(node), className);
  }

  /** Whether a class is one of that name, or below one. */
  boolean isBelow(HeapClass type, String className) {
    HeapClass each = type;
    while (!each.name().equals(className)) {
      if (each.superclass() < 0) {
        return false;
      }
      each = classes.get(each.superclass());
    }
    return true;
  }

  /** Whether an object may have a referent: no other has a reference that is one. */
  public boolean isReference(int node) {
    return referenceClass[classOf[node]];
  }

  /** Whether an object is a soft reference, whose referent lives while memory lasts. */
  public boolean isSoftReference(int node) {
    return softClass[classOf[node]] && !isClass(node);
  }

  /** Object that a reference object refers to, or -1. */
  public int referent(int node) {
    if (!isReference(node)) {
      return -1;
    }
    for (int edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (isReferent(edge)) {
        return edgeTarget[edge];
      }
    }
    return -1;
  }

  /** Object that a field of {@code node} refers to, or -1. */
  public int follow(int node, String field) {
    for (int edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      Edge kind = kindOf(edge);
      if (kind != null && kind.field().equals(field)) {
        return edgeTarget[edge];
      }
    }
    return -1;
  }
}
