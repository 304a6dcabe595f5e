package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.jdk.JdkNames;
import io.trackmemory.tracker.jvm.ObjectLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a heap dump into a {@link HeapGraph}, in two walks over the file: one for what there is,
 * one for what refers to what. Warm, 0.15 s of processor time for a million small objects; see
 * {@link ReadingBounds} for the memory.
 */
public final class HeapReader {

  private static final ObjectLayout LAYOUT = ObjectLayout.ofThisJvm();

  private final HprofInput input;
  private final ReadingBounds bounds;
  private final DumpNames names;
  private final List<DumpIndex.Held> held;
  private final DumpedClasses dumped;
  private final DumpNodes nodes;
  private final ClassTable classes;
  private final long elements;

  private HeapReader(HprofInput input, ReadingBounds bounds)
      throws IOException, BoundExceededException {
    this.input = input;
    this.bounds = bounds;
    DumpIndex index = new DumpIndex(input, bounds);
    index.walk();
    names = index.names;
    held = index.roots;
    elements = index.elements();
    bounds.checkMemory(index.objectIds.size(), elements);
    dumped = new DumpedClasses(index);
    nodes = new DumpNodes(index, dumped);
    classes = new ClassTable(dumped, nodes, names, LAYOUT, input.idBytes());
  }

  /**
   * What a dump contains.
   *
   * @param graph objects and references
   * @param roots what the JVM itself holds
   * @param probe that of the search
   * @param filled buffers' owners with something in them
   * @param doubt why it may be misread, as it lacks what every JDK has that is known
   */
  public record Content(
      HeapGraph graph, List<GcRoot> roots, int probe, BitSet filled, Optional<String> doubt) {}

  static Content read(Path dump, long probeToken, Deadline deadline)
      throws IOException, BoundExceededException {
    deadline.check();
    try (HprofInput input = new HprofInput(dump)) {
      return new HeapReader(input, new ReadingBounds(deadline)).content(probeToken);
    }
  }

  private Content content(long probeToken) throws IOException, BoundExceededException {
    GraphBuilder builder = new GraphBuilder(input, nodes, classes, LAYOUT, bounds, maxEdges());
    builder.addClasses();
    builder.walk();
    HeapGraph graph = builder.graph();
    DumpedValues values = new DumpedValues(input, dumped, names, graph, builder.valuesAt());
    return new Content(
        graph,
        roots(values),
        probe(graph, values, probeToken),
        filled(graph, values),
        dumped.doubt(names));
  }

  private static BitSet filled(HeapGraph graph, DumpedValues values) throws IOException {
    Set<String> owners = new HashSet<>();
    for (HeapClass type : graph.classes) {
      JdkNames.FILL_COUNTS.keySet().stream()
          .filter(owner -> graph.isBelow(type, owner))
          .forEach(owner -> owners.add(type.name()));
    }
    BitSet filled = new BitSet();
    for (int node : graph.instancesOf(owners::contains)) {
      if (values.intField(node, JdkNames.FILL_COUNTS.values()) > 0) {
        filled.set(node);
      }
    }
    return filled;
  }

  /** As many references as there may be: fields may be {@code null}. */
  private int maxEdges() throws IOException, BoundExceededException {
    long edges = elements;
    for (int number = 0; number < dumped.size(); number++) {
      edges += dumped.dump(number).statics().size() + 2; // to its loader, and from there
      long instances = nodes.instances[number];
      if (instances > 0) {
        int ofEach =
            classes.fields(number).kinds.length + (classes.classes.get(number).builtIn() ? 0 : 1);
        edges += instances * ofEach;
      }
    }
    bounds.checkMemory(nodes.size(), edges);
    return Math.toIntExact(edges);
  }

  private List<GcRoot> roots(DumpedValues values) throws IOException {
    List<GcRoot> roots = new ArrayList<>();
    for (DumpIndex.Held each : held) {
      int node = nodes.numberOf(each.id());
      if (node >= 0) {
        boolean thread = each.kind() == GcRoot.Kind.THREAD;
        roots.add(new GcRoot(node, each.kind(), thread ? values.threadName(node) : ""));
      }
    }
    return roots;
  }

  private static int probe(HeapGraph graph, DumpedValues values, long token) throws IOException {
    for (int probe : graph.instancesOf(DumpProbe.class.getName()::equals)) {
      if (values.longField(probe, "token") == token) {
        return probe;
      }
    }
    throw new IOException("the heap dump does not show the objects in question");
  }
}
