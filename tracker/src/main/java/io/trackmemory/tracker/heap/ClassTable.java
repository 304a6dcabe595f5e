package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.heap.HeapClass.ReferenceKind;
import io.trackmemory.tracker.jdk.JdkNames;
import io.trackmemory.tracker.jvm.ObjectLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes of a dump as the graph shows them, and who defined them. */
final class ClassTable {

  private static final Set<String> BUILT_IN_LOADERS =
      Set.of(JdkNames.BOOT_LOADER, JdkNames.PLATFORM_LOADER, JdkNames.APP_LOADER);

  final List<HeapClass> classes = new ArrayList<>();

  private final DumpedClasses dumped;
  private final ObjectLayout layout;
  private final BitSet definesClasses = new BitSet();
  private final Map<Integer, List<Integer>> definedBy = new HashMap<>();

  ClassTable(DumpedClasses dumped, DumpNodes nodes, ObjectLayout layout) throws IOException {
    this.dumped = dumped;
    this.layout = layout;
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
    if (!builtIn && !ClassNames.isHidden(name)) {
      definesClasses.set(nodes.classOf[loader]);
      definedBy.computeIfAbsent(loader, node -> new ArrayList<>()).add(number);
    }
    List<Integer> line = dumped.lineOf(number);
    return new HeapClass(
        ClassNames.stable(name),
        dumped.superclassOf(number),
        builtIn,
        referenceKind(line),
        layout.objectBytes(bytesOfFields(line)));
  }

  private ReferenceKind referenceKind(List<Integer> line) {
    for (int number : line) {
      if (dumped.name(number).equals(JdkNames.SOFT_REFERENCE)) {
        return ReferenceKind.SOFT;
      }
      if (dumped.name(number).equals(JdkNames.REFERENCE)) {
        return ReferenceKind.WEAK;
      }
    }
    return ReferenceKind.NONE;
  }

  private int bytesOfFields(List<Integer> line) {
    int bytes = 0;
    for (int number : line) {
      for (ClassDump.Field field : dumped.dump(number).fields()) {
        bytes += layout.fieldBytes(field.type().javaName());
      }
    }
    return bytes;
  }

  /** Classes that an object defined, if it is a loader other than the JVM's own, by name. */
  List<Integer> definedBy(int node, int classNumber) {
    return definesClasses.get(classNumber) ? definedBy.getOrDefault(node, List.of()) : List.of();
  }
}
