package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.IntList;
import io.trackmemory.tracker.jdk.GeneratedNames;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names holders by the way that leads from them, so that the name is the same in every run, on each
 * JDK, and whatever else leads there:
 *
 * <ul>
 *   <li>It begins at the first field in the user's own code, of whatever is on the way before, and
 *       goes on with the fields after it.
 *   <li>Where there is none, it begins at a library's static field and goes on likewise, but in a
 *       collection the way loses itself, as there are many things in it: what follows is named by
 *       its last field.
 *   <li>Threads and other roots are the name where no such field follows.
 * </ul>
 *
 * What the JDK's one {@code LogManager} holds is its own, although each logger leads there. Fields
 * of the JDK's own classes (collections, threads), indexes, proxies and a field that comes again
 * (the {@code next} of a list) are left out. Survivors with the same name have the same holder.
 * Each object costs a step from the one before it, whatever the length of its way.
 */
public final class Signatures {

  private static final int UNKNOWN = -1;

  private static final int ASKED = 1;
  private static final int INSIDE = 2;
  private static final int STAND_IN = 4;

  private static final String LOG_MANAGER = JdkNames.LOG_MANAGER + "." + JdkNames.LOG_MANAGER_FIELD;

  private static final Set<String> COLLECTIONS =
      Set.of(
          "java.util.AbstractMap",
          "java.util.AbstractCollection",
          "java.util.Dictionary",
          "java.util.concurrent.locks.ReentrantLock");

  private final HeapGraph graph;
  private final Reachability reached;
  private final ThreadLocals threadLocals;
  private final Owners owners;

  private final List<Part> parts = new ArrayList<>();
  private final List<String> ways = new ArrayList<>();
  private final IntList holders = new IntList(); // the object whose field first gave a part
  private final Map<Part, Integer> numberOf = new HashMap<>();
  private final int[] ofNode;
  private final boolean[] ofLogManager; // classes
  private final byte[] facts; // of kinds of references, once asked for
  private final Map<Long, Integer> next = new HashMap<>(); // by a part and a kind

  Signatures(HeapGraph graph, Reachability reached, ThreadLocals threadLocals, Owners owners) {
    this.graph = graph;
    this.reached = reached;
    this.threadLocals = threadLocals;
    this.owners = owners;
    ofNode = new int[graph.size()];
    Arrays.fill(ofNode, UNKNOWN);
    facts = new byte[graph.edgeKinds.size()];
    ofLogManager = new boolean[graph.classes.size()];
    for (int number = 0; number < ofLogManager.length; number++) {
      String name = graph.classes.get(number).name();
      ofLogManager[number] =
          name.equals(JdkNames.LOG_MANAGER) || name.startsWith(JdkNames.LOG_MANAGER + "$");
    }
  }

  /** How a name goes on. */
  private enum Mode {
    /** In the user's own code, or from where the user's code is known to be: by all fields. */
    USERS,
    /** From a value of a library's {@code ThreadLocal}: likewise, until the user's own code. */
    VALUE,
    /** From a library's static field: likewise, as long as no collection comes. */
    STATIC,
    /** Behind a collection: by the next field, of whomever. */
    ELEMENT,
    /** By the last field of a library. */
    LAST
  }

  /** One part of a signature after the parts before it, -1 before the first. */
  private record Part(int before, String key, String text, Mode mode) {}

  /** Number of the signature of a held object; the same number is the same holder. */
  public int numberOf(int node) {
    int parent = reached.parent(node);
    if (ofNode[node] == UNKNOWN && parent < 0) {
      ofNode[node] = ofRoot(node);
    } else if (ofNode[node] == UNKNOWN && ofNode[parent] != UNKNOWN) {
      ofNode[node] = extend(ofNode[parent], parent, reached.parentEdge(node));
    }
    return ofNode[node] == UNKNOWN ? numberOfAll(node) : ofNode[node];
  }

  private int numberOfAll(int node) {
    IntList way = new IntList();
    for (int each = node; each >= 0 && ofNode[each] == UNKNOWN; each = reached.parent(each)) {
      way.add(each);
    }
    for (int i = way.size() - 1; i >= 0; i--) {
      numberOf(way.get(i));
    }
    return ofNode[node];
  }

  private int ofRoot(int node) {
    Root root = reached.rootOf(node);
    if (root == null) {
      return start(graph.typeName(node), Mode.LAST, -1);
    }
    boolean known = root.kind() == Root.Kind.EXTRA || root.kind() == Root.Kind.CLEAN_UP;
    return start(root.signature(), known ? Mode.USERS : Mode.LAST, -1);
  }

  private boolean is(int fact, int kind) {
    byte known = facts[kind];
    if (known == 0) {
      Edge edge = graph.edgeKinds.get(kind);
      known = (byte) (ASKED | (isInsideOfCollection(edge) ? INSIDE : 0));
      known |= (byte) (GeneratedNames.isStandIn(edge.ownerName()) ? STAND_IN : 0);
      facts[kind] = known;
    }
    return (known & fact) != 0;
  }

  private int extend(int before, int from, int edge) {
    Edge kind = graph.kindOf(edge);
    int target = graph.edgeTarget[edge];
    if (!graph.isClass(target) && ofLogManager[graph.classOf[target]]) {
      return start(LOG_MANAGER, Mode.STATIC, -1); // whoever has a logger
    }
    if (threadLocals.isValue(edge)) {
      boolean users = threadLocals.isUsers(from);
      return start(threadLocal(before, from), users ? Mode.USERS : Mode.VALUE, -1);
    }
    if (kind == null || is(INSIDE, graph.edgeKind[edge])) {
      return behindCollection(before);
    }
    return switch (kind.kind()) {
      case STATIC_FIELD ->
          start(kind.qualifiedName(), owners.isUsersField(kind) ? Mode.USERS : Mode.STATIC, from);
      case FIELD ->
          is(STAND_IN, graph.edgeKind[edge])
              ? before
              : next.computeIfAbsent(
                  ((long) before << Integer.SIZE) | graph.edgeKind[edge],
                  key -> extend(before, from, kind));
      case REFERENT, DEFINED_BY, DEFINED_CLASS -> before;
    };
  }

  /** A node, or an object with the elements themselves: the arrays are told by their elements. */
  private static boolean isInsideOfCollection(Edge kind) {
    String owner = kind.ownerName();
    return kind.kind() == Edge.Kind.FIELD
        && owner.startsWith("java.util.")
        && (owner.endsWith("Node")
            || owner.endsWith("Entry")
            || owner.startsWith("java.util.ImmutableCollections$")
            || owner.startsWith("java.util.Collections$Singleton"));
  }

  private int behindCollection(int before) {
    Part part = parts.get(before);
    boolean loses = part.mode == Mode.STATIC || part.mode == Mode.LAST;
    return loses ? number(new Part(before, "[]", part.text, Mode.ELEMENT), -1) : before;
  }

  private int extend(int before, int from, Edge field) {
    Mode mode = parts.get(before).mode;
    if (mode != Mode.USERS && owners.isUsersField(field)) {
      return start(field.qualifiedName(), Mode.USERS, from);
    }
    boolean ofJdk = ClassNames.isJdk(field.ownerName());
    return switch (mode) {
      case USERS, VALUE, STATIC ->
          ofJdk ? before : append(before, field, text(before) + "." + field.field(), mode, from);
      case ELEMENT, LAST -> {
        if (!ofJdk && isCollection(field)) {
          yield aroundCollection(before, field);
        }
        boolean left = mode == Mode.LAST ? ofJdk : isGeneral(field.ownerName());
        left |= isSlot(field.ownerName());
        yield left ? before : append(before, field, field.qualifiedName(), Mode.LAST, from);
      }
    };
  }

  /** Whether a library's class is a collection, as it is built on one of the JDK's. */
  private boolean isCollection(Edge field) {
    int type = field.owner();
    while (type >= 0 && !COLLECTIONS.contains(graph.classes.get(type).name())) {
      type = graph.classes.get(type).superclass();
    }
    return type >= 0;
  }

  /** Who has the collection is the holder, and not what the library has around it. */
  private int aroundCollection(int before, Edge field) {
    Part part = parts.get(before);
    boolean around =
        part.before >= 0 && packageOf(part.key).equals(packageOf(field.qualifiedName()));
    return around ? part.before : before;
  }

  /** Of {@code com.acme.Foo.field}. */
  private static String packageOf(String field) {
    int end = field.lastIndexOf('.', Math.max(0, field.lastIndexOf('.') - 1));
    return field.substring(0, Math.max(0, end));
  }

  /** Whether a class is an entry of some structure, nested in it. */
  private static boolean isSlot(String owner) {
    return owner.indexOf('$') > 0 && (owner.endsWith("Node") || owner.endsWith("Entry"));
  }

  /** Whether a class is of the JDK's structures that anything may be in, which tell nothing. */
  private static boolean isGeneral(String owner) {
    return owner.startsWith("java.lang.") || owner.startsWith("java.util.");
  }

  private String threadLocal(int before, int entry) {
    String name = "ThreadLocal " + threadLocals.nameOf(entry);
    return threadLocals.fieldOf(entry) != null ? name : name + " of " + text(before);
  }

  private int start(String text, Mode mode, int from) {
    return number(new Part(-1, text, text, mode), from);
  }

  private int append(int before, Edge field, String text, Mode mode, int from) {
    String key = field.qualifiedName();
    for (int part = before; part >= 0; part = parts.get(part).before()) {
      if (parts.get(part).key().equals(key)) {
        return part;
      }
    }
    return number(new Part(before, key, text, mode), from);
  }

  private int number(Part part, int holder) {
    Integer known = numberOf.get(part);
    if (known != null) {
      return known;
    }
    numberOf.put(part, parts.size());
    parts.add(part);
    ways.add(wayOf(part));
    holders.add(holder);
    return parts.size() - 1;
  }

  private String wayOf(Part part) {
    if (part.before < 0) {
      return part.text;
    }
    String before = ways.get(part.before);
    boolean left = part.mode == Mode.ELEMENT || ClassNames.isJdk(part.key);
    return left ? before : before + part.key.substring(part.key.lastIndexOf('.'));
  }

  /**
   * Likewise, but with all fields of libraries, from wherever the way begins if not in the user's
   * own code: what is held by one class of a library is not one with what is held by another.
   */
  public String way(int number) {
    return ways.get(number);
  }

  /** The signature with a number: {@code com.acme.Registry.SESSIONS}. Several may have one text. */
  public String text(int number) {
    return parts.get(number).text();
  }

  /** Whether the JDK's {@code LogManager} is the holder. */
  public boolean isOfLogManager(int node) {
    return text(numberOf(node)).startsWith(LOG_MANAGER);
  }

  /**
   * The object whose field a name begins with, where the way before is left out of the name; -1
   * where nothing is.
   */
  public int holderOf(int number) {
    for (int part = number; part >= 0; part = parts.get(part).before()) {
      int holder = holders.get(part);
      if (holder >= 0 && parts.get(part).text.equals(parts.get(part).key)) {
        return graph.isClass(holder) ? -1 : holder;
      }
    }
    return -1;
  }
}
