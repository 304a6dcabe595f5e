package io.trackmemory.tracker.heap;

import static io.trackmemory.tracker.heap.HprofWriter.BYTE;
import static io.trackmemory.tracker.heap.HprofWriter.INT;
import static io.trackmemory.tracker.heap.HprofWriter.OBJECT;
import static io.trackmemory.tracker.heap.HprofWriter.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.jvm.ObjectLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a dump written by hand becomes. */
class HeapReaderTest {

  private static final ObjectLayout LAYOUT = ObjectLayout.ofThisJvm();

  /** The references of {@link SmallHeap}, as they must come out. */
  private static final List<String> EDGES =
      List.of(
          "class com.acme.Node -DEFINED_BY com.acme.Node.<classLoader>-> com.acme.Loader",
          "class com.acme.Node -STATIC_FIELD com.acme.Node.<resolved_references>->"
              + " java.lang.Object[]",
          "class com.acme.Node -STATIC_FIELD com.acme.Node.first-> class com.acme.Node",
          "class com.acme.Node -STATIC_FIELD com.acme.Node.second-> int[]",
          "class com.acme.Node[][] -DEFINED_BY com.acme.Node[][].<classLoader>-> com.acme.Loader",
          "com.acme.Loader -DEFINED_CLASS com.acme.Loader.<class>-> class com.acme.Node",
          "com.acme.Loader -DEFINED_CLASS com.acme.Loader.<class>-> class com.acme.Node[][]",
          "com.acme.Node -FIELD com.acme.Node.reference4-> com.acme.Node[][]",
          "com.acme.Node -FIELD com.acme.Node.reference10-> com.acme.Node",
          "com.acme.Node -DEFINED_BY com.acme.Node.<type>-> class com.acme.Node",
          "com.acme.Node[][] -[1]-> com.acme.Node",
          "com.acme.Node[][] -[3]-> com.acme.Node[][]",
          "com.acme.Node[][] -DEFINED_BY com.acme.Node[][].<type>-> class com.acme.Node[][]",
          "java.lang.Thread -FIELD java.lang.Thread.name-> java.lang.String",
          "java.lang.String -FIELD java.lang.String.value-> byte[]",
          "java.lang.ref.SoftReference -REFERENT java.lang.ref.Reference.referent-> com.acme.Node");

  @TempDir Path folder;

  private HeapReader.Content read(byte[] dump) throws IOException, BoundExceededException {
    Path file = folder.resolve("hand.hprof");
    Files.write(file, dump);
    return HeapReader.read(file, SmallHeap.TOKEN, new Deadline(Duration.ofMinutes(1)));
  }

  private static List<String> edges(HeapGraph graph) {
    List<String> edges = new ArrayList<>();
    for (int node = 0; node < graph.size(); node++) {
      for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        edges.add(text(graph, node) + " -" + kind(graph, edge) + "-> " + target(graph, edge));
      }
    }
    return edges;
  }

  private static String target(HeapGraph graph, int edge) {
    return text(graph, graph.edgeTarget[edge]);
  }

  private static String text(HeapGraph graph, int node) {
    return (graph.isClass(node) ? "class " : "") + graph.typeName(node);
  }

  private static String kind(HeapGraph graph, int edge) {
    int kind = graph.edgeKind[edge];
    if (kind < 0) {
      return "[" + (-1 - kind) + "]";
    }
    Edge of = graph.edgeKinds.get(kind);
    return of.kind() + " " + of.qualifiedName();
  }

  private static int node(HeapGraph graph, String type) {
    for (int node = graph.classes.size(); node < graph.size(); node++) {
      if (graph.typeName(node).equals(type)) {
        return node;
      }
    }
    throw new AssertionError("no " + type);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void read_everything_isInTheGraph(int idBytes) throws Exception {
    HeapReader.Content content = read(SmallHeap.written(idBytes).end());
    HeapGraph graph = content.graph();

    assertThat(edges(graph)).containsExactlyElementsOf(EDGES);
    assertThat(graph.classes)
        .extracting(HeapClass::name)
        .startsWith("java.lang.Object", "java.lang.String", "java.lang.Thread")
        .contains("byte[]", "int[]", "java.lang.Object[]", "com.acme.Node[][]");
    assertThat(graph.size()).isEqualTo(13 + 11);
    assertThat(content.probe()).isEqualTo(node(graph, DumpProbe.class.getName()));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void read_roots_areOfTheirKind(int idBytes) throws Exception {
    HeapReader.Content content = read(SmallHeap.written(idBytes).end());

    assertThat(content.roots())
        .extracting(
            root ->
                text(content.graph(), root.node())
                    + (root.inFrame() ? " in a frame" : "")
                    + (root.isThread() ? " thread " + root.threadName() : ""))
        .containsExactly(
            "java.lang.Object[]",
            "java.lang.Object[]",
            "java.lang.Object[] in a frame",
            "java.lang.Object[] in a frame",
            "java.lang.Object[] in a frame",
            "class java.lang.Object",
            "java.lang.Object[] in a frame",
            "java.lang.Object[] in a frame",
            "java.lang.Thread thread main\u00e4");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void read_sizes_areThoseOfThisJvm(int idBytes) throws Exception {
    HeapGraph graph = read(SmallHeap.written(idBytes).end()).graph();
    int reference = LAYOUT.referenceBytes();

    assertThat(graph.bytesOf[0]).isZero();
    assertThat(bytes(graph, "com.acme.Loader")).isEqualTo(LAYOUT.objectBytes(0));
    assertThat(bytes(graph, "com.acme.Node")).isEqualTo(LAYOUT.objectBytes(30 + 4 * reference));
    assertThat(bytes(graph, "java.lang.ref.SoftReference"))
        .isEqualTo(LAYOUT.objectBytes(8 + 2 * reference));
    assertThat(bytes(graph, "int[]")).isEqualTo(LAYOUT.arrayBytes("int", 3));
    assertThat(bytes(graph, "long[]")).isEqualTo(LAYOUT.arrayBytes("long", 1));
    assertThat(bytes(graph, "byte[]")).isEqualTo(LAYOUT.arrayBytes("byte", 5));
    assertThat(bytes(graph, "com.acme.Node[][]")).isEqualTo(LAYOUT.arrayBytes("object", 4));
  }

  private static int bytes(HeapGraph graph, String type) {
    return graph.bytesOf[node(graph, type)];
  }

  @Test
  void read_classes_tellSuperclassLoaderAndWhetherTheyAreSoft() throws Exception {
    HeapGraph graph = read(SmallHeap.written(8).end()).graph();
    HeapClass soft = graph.classOf(node(graph, "java.lang.ref.SoftReference"));

    assertThat(graph.classes.get(0).superclass()).isEqualTo(-1);
    assertThat(graph.classes.get(soft.superclass()).name()).isEqualTo("java.lang.ref.Reference");
    assertThat(soft.soft()).isTrue();
    assertThat(graph.classes).filteredOn(HeapClass::soft).containsExactly(soft);
    assertThat(soft.builtIn()).isTrue();
    assertThat(graph.classOf(node(graph, "com.acme.Node")).builtIn()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void read_objectsBeforeClassesInManySegments_isTheSame(int idBytes) throws Exception {
    HprofWriter dump = new HprofWriter(idBytes);
    dump.record(0x05, new byte[12]);
    SmallHeap.roots(dump);
    dump.segment();
    SmallHeap.objects(dump);
    dump.segment().segment().record(0x77, new byte[3]);
    SmallHeap.classes(dump);
    SmallHeap.names(dump);

    HeapReader.Content content = read(dump.end());

    assertThat(edges(content.graph())).containsExactlyElementsOf(EDGES);
    assertThat(content.roots()).hasSize(9);
  }

  @Test
  void read_oneHeapRecordWithoutEnd_isTheSame() throws Exception {
    byte[] dump = SmallHeap.written(8).heap(0x0C).withoutEnd();

    assertThat(edges(read(dump).graph())).containsExactlyElementsOf(EDGES);
  }

  @Test
  void read_objectWrittenTwice_countsOnce() throws Exception {
    HprofWriter dump = SmallHeap.written(8);
    SmallHeap.objects(dump);
    SmallHeap.classes(dump);

    assertThat(edges(read(dump.end()).graph())).containsExactlyElementsOf(EDGES);
  }

  @Test
  void read_arrayLargerThanTheBuffer_isWhole() throws Exception {
    long[] elements = new long[50_000];
    elements[0] = SmallHeap.NODE;
    elements[49_999] = SmallHeap.LOADER;
    HprofWriter dump =
        SmallHeap.written(8)
            .primitiveArray(0x8000, BYTE, new long[300_000])
            .objectArray(0x8008, SmallHeap.OBJECTS_CLASS, elements)
            .objectArray(0x8010, SmallHeap.OBJECTS_CLASS, SmallHeap.INTS);

    assertThat(edges(read(dump.end()).graph()))
        .endsWith(
            "java.lang.Object[] -[0]-> com.acme.Node",
            "java.lang.Object[] -[49999]-> com.acme.Loader",
            "java.lang.Object[] -[0]-> int[]");
  }

  @Test
  void read_threadWithFieldsOfItsOwn_isNamedByItsThread() throws Exception {
    HprofWriter dump =
        SmallHeap.written(8)
            .className(0x8000, "com/acme/Worker")
            .classDump(
                0x8000,
                SmallHeap.THREAD_CLASS,
                0,
                List.of(),
                List.of(field("name", OBJECT, 0), field("priority", INT, 0)))
            .instance(
                0x8008,
                0x8000,
                field("name", OBJECT, SmallHeap.NODE),
                field("priority", INT, 1),
                field("name", OBJECT, 0x8010),
                field("priority", INT, 5))
            .instance(0x8010, SmallHeap.STRING_CLASS, string(0x8018, 1))
            .primitiveArray(0x8018, 8, utf16('\u4e2d'))
            .root(0x08, 0x8008, 0, 8);

    assertThat(read(dump.end()).roots()).last().matches(r -> r.threadName().equals("\u4e2d"));
  }

  private static HprofWriter.Field[] string(long value, int coder) {
    return new HprofWriter.Field[] {field("value", OBJECT, value), field("coder", BYTE, coder)};
  }

  private static long[] utf16(char character) {
    boolean bigEndian = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.BIG_ENDIAN;
    long high = character >> 8;
    long low = character & 0xff;
    return bigEndian ? new long[] {high, low} : new long[] {low, high};
  }

  @Test
  void read_otherProbe_isAnError() throws Exception {
    Path file = Files.write(folder.resolve("hand.hprof"), SmallHeap.written(8).end());

    assertThatThrownBy(() -> HeapReader.read(file, 1, new Deadline(Duration.ofMinutes(1))))
        .isInstanceOf(IOException.class)
        .hasMessage("the heap dump does not show the objects in question");
  }

  @Test
  void read_noTimeLeft_isRefused() throws Exception {
    Path file = Files.write(folder.resolve("hand.hprof"), SmallHeap.written(8).end());

    assertThatThrownBy(() -> HeapReader.read(file, SmallHeap.TOKEN, new Deadline(Duration.ZERO)))
        .isInstanceOf(BoundExceededException.class);
  }
}
