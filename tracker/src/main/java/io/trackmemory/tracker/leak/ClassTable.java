package io.trackmemory.tracker.leak;

import io.trackmemory.tracker.leak.Edge.Kind;
import io.trackmemory.tracker.leak.HeapClass.ReferenceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netbeans.lib.profiler.heap.Field;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/** The classes of a dump while it is read, and the kinds of references that they declare. */
final class ClassTable {

  private static final Set<String> BUILT_IN_LOADERS =
      Set.of(
          "jdk.internal.loader.ClassLoaders$BootClassLoader",
          "jdk.internal.loader.ClassLoaders$PlatformClassLoader",
          "jdk.internal.loader.ClassLoaders$AppClassLoader");

  final List<HeapClass> classes = new ArrayList<>();
  final List<Edge> edgeKinds = new ArrayList<>();

  private final ObjectLayout layout;
  private final List<JavaClass> dumped = new ArrayList<>();
  private final ObjectIds ids = new ObjectIds();
  private final Map<Edge, Integer> numberOfKind = new HashMap<>();
  private final Map<Long, List<Integer>> definedBy = new HashMap<>();
  private final Map<Integer, int[]> fieldKinds = new HashMap<>();

  ClassTable(Heap heap, ObjectLayout layout) {
    this.layout = layout;
    for (Object each : heap.getAllClasses()) {
      JavaClass dumpedClass = (JavaClass) each;
      if (ids.add(dumpedClass.getJavaClassId())) {
        dumped.add(dumpedClass);
      }
    }
    for (int number = 0; number < dumped.size(); number++) {
      classes.add(describe(number));
    }
    definedBy
        .values()
        .forEach(list -> list.sort(Comparator.comparing(number -> classes.get(number).name())));
  }

  private HeapClass describe(int number) {
    JavaClass dumpedClass = dumped.get(number);
    JavaClass superclass = dumpedClass.getSuperClass();
    Instance loader = dumpedClass.getClassLoader();
    boolean builtIn = loader == null || BUILT_IN_LOADERS.contains(loader.getJavaClass().getName());
    boolean hidden = ClassNames.isHidden(dumpedClass.getName());
    if (loader != null && !builtIn && !hidden) {
      definedBy.computeIfAbsent(loader.getInstanceId(), id -> new ArrayList<>()).add(number);
    }
    return new HeapClass(
        ClassNames.stable(dumpedClass.getName()),
        superclass == null ? -1 : numberOf(superclass),
        builtIn,
        referenceKind(dumpedClass),
        layout.objectBytes(bytesOfFields(dumpedClass)));
  }

  private static ReferenceKind referenceKind(JavaClass dumpedClass) {
    for (JavaClass each = dumpedClass; each != null; each = each.getSuperClass()) {
      if (each.getName().equals("java.lang.ref.SoftReference")) {
        return ReferenceKind.SOFT;
      }
      if (each.getName().equals("java.lang.ref.Reference")) {
        return ReferenceKind.WEAK;
      }
    }
    return ReferenceKind.NONE;
  }

  private int bytesOfFields(JavaClass dumpedClass) {
    int bytes = 0;
    for (JavaClass each = dumpedClass; each != null; each = each.getSuperClass()) {
      for (Object field : each.getFields()) {
        bytes += layout.fieldBytes(((Field) field).getType().getName());
      }
    }
    return bytes;
  }

  int numberOf(JavaClass dumpedClass) {
    return ids.numberOf(dumpedClass.getJavaClassId());
  }

  JavaClass dumped(int number) {
    return dumped.get(number);
  }

  /** Classes that a loader other than the JVM's own defined, by name. */
  List<Integer> definedBy(long loaderId) {
    return definedBy.getOrDefault(loaderId, List.of());
  }

  /** The references in static fields of a class by name, then that to its loader. */
  Map<Edge, Long> staticReferences(int number) {
    Map<Edge, Long> references = new LinkedHashMap<>();
    JavaClass dumpedClass = dumped.get(number);
    String name = classes.get(number).name();
    for (Object each : dumpedClass.getStaticFieldValues()) {
      if (each instanceof ObjectFieldValue value && value.getInstance() != null) {
        String field = value.getField().getName();
        Kind kind = field.equals("<classLoader>") ? Kind.DEFINED_BY : Kind.STATIC_FIELD;
        references.put(new Edge(kind, number, name, field), value.getInstance().getInstanceId());
      }
    }
    return references;
  }

  /**
   * The kinds of the fields of an instance in the order of its values: -1 for a field that is no
   * reference; empty if no field is one.
   */
  int[] fieldKinds(int number, Instance instance) {
    return fieldKinds.computeIfAbsent(number, key -> readFieldKinds(instance));
  }

  private int[] readFieldKinds(Instance instance) {
    List<?> values = instance.getFieldValues();
    int[] kinds = new int[values.size()];
    boolean anyReference = false;
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = -1;
      if (values.get(i) instanceof ObjectFieldValue value) {
        kinds[i] = fieldKind(value);
        anyReference = true;
      }
    }
    return anyReference ? kinds : new int[0];
  }

  private int fieldKind(FieldValue value) {
    int owner = numberOf(value.getField().getDeclaringClass());
    String ownerName = classes.get(owner).name();
    String field = value.getField().getName();
    boolean referent = ownerName.equals("java.lang.ref.Reference") && field.equals("referent");
    return kindNumber(new Edge(referent ? Kind.REFERENT : Kind.FIELD, owner, ownerName, field));
  }

  int kindNumber(Edge kind) {
    return numberOfKind.computeIfAbsent(
        kind,
        key -> {
          edgeKinds.add(key);
          return edgeKinds.size() - 1;
        });
  }
}
