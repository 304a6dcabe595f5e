package io.trackmemory.tracker.leak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.leak.Edge.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.netbeans.lib.profiler.heap.ArrayItemValue;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;

/**
 * Reads a heap dump into a {@link HeapGraph}, in one pass over the file; 0.1 s with 5 MB of live
 * objects once warm. The only class beside {@link ClassTable} that knows the library that reads
 * dumps.
 */
final class HeapReader {

  /** Upper estimate of what reading and searching takes, measured on heaps of small objects. */
  private static final long BYTES_PER_OBJECT = 140;

  private static final int DEADLINE_EVERY = 1 << 13;

  private final Heap heap;
  private final ClassTable classes;
  private final ObjectIds ids = new ObjectIds();
  private final EdgeList edges = new EdgeList();
  private final IntList classOf = new IntList();
  private final IntList bytesOf = new IntList();
  private final IntList firstEdge = new IntList();
  private final ObjectLayout layout = ObjectLayout.ofThisJvm();

  private HeapReader(Heap heap) {
    this.heap = heap;
    this.classes = new ClassTable(heap, layout);
  }

  /** What a dump contains: the graph, what the JVM itself holds, and the probe of the search. */
  record Content(HeapGraph graph, List<GcRoot> roots, int probe) {}

  static Content read(Path dump, long probeToken, Deadline deadline)
      throws IOException, BoundExceededException {
    Heap heap = HeapFactory.createHeap(dump.toFile());
    requireMemoryFor(heap.getSummary().getTotalLiveInstances());
    HeapReader reader = new HeapReader(heap);
    reader.readClasses();
    reader.readInstances(deadline);
    return new Content(reader.graph(), reader.roots(), reader.probe(probeToken));
  }

  /** Fails before memory runs out, which would hit other threads of the tests as well. */
  private static void requireMemoryFor(long objects) throws BoundExceededException {
    Runtime jvm = Runtime.getRuntime();
    long neededBytes = objects * BYTES_PER_OBJECT;
    long leftBytes = jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory();
    if (neededBytes > leftBytes) {
      throw new BoundExceededException(
          "to follow the references of "
              + objects
              + " live objects takes "
              + ByteSize.ofBytes(neededBytes)
              + ", and this JVM has "
              + ByteSize.ofBytes(leftBytes)
              + " left; give it more with -Xmx, or test with less live data");
    }
  }

  private void readClasses() {
    for (int number = 0; number < classes.classes.size(); number++) {
      ids.add(classes.dumped(number).getJavaClassId());
      start(number, 0);
      int first = edges.size();
      Map<Edge, Long> references = classes.staticReferences(number);
      references.entrySet().stream()
          .sorted(Comparator.comparing(entry -> entry.getKey().field()))
          .forEach(entry -> edges.add(entry.getValue(), classes.kindNumber(entry.getKey())));
      assert edges.size() - first == references.size();
    }
  }

  private void readInstances(Deadline deadline) throws BoundExceededException {
    Iterator<?> instances = heap.getAllInstancesIterator();
    for (int i = 0; instances.hasNext(); i++) {
      Instance instance = (Instance) instances.next();
      if (ids.add(instance.getInstanceId())) {
        readInstance(instance);
      }
      if (i % DEADLINE_EVERY == 0) {
        deadline.check();
      }
    }
  }

  private void readInstance(Instance instance) {
    int number = classes.numberOf(instance.getJavaClass());
    String name = classes.classes.get(number).name();
    if (instance instanceof PrimitiveArrayInstance array) {
      start(number, arrayBytes(name, array.getLength()));
    } else if (instance instanceof ObjectArrayInstance array) {
      start(number, arrayBytes(name, array.getLength()));
      readElements(array);
    } else {
      start(number, classes.classes.get(number).instanceBytes());
      readFields(number, instance);
      for (int defined : classes.definedBy(instance.getInstanceId())) {
        edges.add(classes.dumped(defined).getJavaClassId(), synthetic(Kind.DEFINED_CLASS, number));
      }
    }
    if (!classes.classes.get(number).builtIn()) {
      edges.add(classes.dumped(number).getJavaClassId(), synthetic(Kind.DEFINED_BY, number));
    }
  }

  private int synthetic(Kind kind, int number) {
    String field = kind == Kind.DEFINED_CLASS ? "<class>" : "<type>";
    return classes.kindNumber(new Edge(kind, number, classes.classes.get(number).name(), field));
  }

  private int arrayBytes(String name, int length) {
    return layout.arrayBytes(name.substring(0, name.length() - 2), length);
  }

  private void start(int classNumber, int bytes) {
    classOf.add(classNumber);
    bytesOf.add(bytes);
    firstEdge.add(edges.size());
  }

  private void readElements(ObjectArrayInstance array) {
    for (Object item : array.getItems()) {
      ArrayItemValue value = (ArrayItemValue) item;
      Instance element = value.getInstance();
      if (element != null) {
        edges.add(element.getInstanceId(), -1 - value.getIndex());
      }
    }
  }

  private void readFields(int number, Instance instance) {
    int[] kinds = classes.fieldKinds(number, instance);
    if (kinds.length == 0) {
      return;
    }
    List<?> values = instance.getFieldValues();
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] >= 0 && values.get(i) instanceof ObjectFieldValue value) {
        Instance target = value.getInstance();
        if (target != null) {
          edges.add(target.getInstanceId(), kinds[i]);
        }
      }
    }
  }

  private HeapGraph graph() {
    firstEdge.add(edges.size());
    return new HeapGraph(
        List.copyOf(classes.classes),
        List.copyOf(classes.edgeKinds),
        classOf.toArray(),
        bytesOf.toArray(),
        firstEdge.toArray(),
        edges.targets(ids),
        edges.kinds());
  }

  private List<GcRoot> roots() {
    List<GcRoot> roots = new ArrayList<>();
    for (Object each : heap.getGCRoots()) {
      GCRoot root = (GCRoot) each;
      Instance instance = root.getInstance();
      int node = instance == null ? -1 : ids.numberOf(instance.getInstanceId());
      if (instance != null && node >= 0) {
        boolean thread = root.getKind().equals(GCRoot.THREAD_OBJECT);
        String name = thread ? text(instance.getValueOfField("name")) : "";
        roots.add(new GcRoot(node, root.getKind(), name));
      }
    }
    return roots;
  }

  /** The contents of a string in the dump, empty if it is none. */
  private static String text(Object string) {
    if (!(string instanceof Instance instance)
        || !(instance.getValueOfField("value") instanceof PrimitiveArrayInstance array)) {
      return "";
    }
    byte[] bytes = new byte[array.getLength()];
    List<?> values = array.getValues();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = Byte.parseByte(String.valueOf(values.get(i)));
    }
    boolean latin1 = "0".equals(String.valueOf(instance.getValueOfField("coder")));
    return latin1 ? new String(bytes, ISO_8859_1) : utf16(bytes);
  }

  /** Two bytes a character, in the order of this machine's processor. */
  private static String utf16(byte[] bytes) {
    char[] characters = new char[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asCharBuffer().get(characters);
    return new String(characters);
  }

  private int probe(long token) throws IOException {
    for (Object each : heap.getAllClasses()) {
      JavaClass candidate = (JavaClass) each;
      if (candidate.getName().equals(DumpProbe.class.getName())) {
        for (Object instance : candidate.getInstances()) {
          Instance probe = (Instance) instance;
          if (Long.valueOf(token).equals(probe.getValueOfField("token"))) {
            return ids.numberOf(probe.getInstanceId());
          }
        }
      }
    }
    throw new IOException("the heap dump does not show the objects in question");
  }
}
