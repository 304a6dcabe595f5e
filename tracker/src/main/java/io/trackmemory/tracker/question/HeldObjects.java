package io.trackmemory.tracker.question;

import io.trackmemory.tracker.base.OwnClasses;
import io.trackmemory.tracker.heap.HeapClass;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Reachability;
import io.trackmemory.tracker.holder.ReferenceChain;
import io.trackmemory.tracker.holder.Root;
import io.trackmemory.tracker.holder.StagedSearch;
import io.trackmemory.tracker.jdk.JdkNames;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.question.HeapCensus.Held;
import io.trackmemory.tracker.question.HeapCensus.Keeper;
import io.trackmemory.tracker.question.HeapCensus.Naming;
import io.trackmemory.tracker.question.HeapCensus.Size;
import io.trackmemory.tracker.question.SoftEntries.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Counts the objects of a heap that was read, by what holds them. For one thread, used once. */
final class HeldObjects {

  private static final Set<Root.Kind> JVM_ROOTS =
      EnumSet.of(Root.Kind.JNI, Root.Kind.CLASS_VALUE, Root.Kind.HIDDEN);

  /* What runs the tests keeps more of each that has run. */
  private static final Set<String> LEFT_OUT =
      Set.of(Reachability.IN_USE, Reachability.SOFT, KnownHolder.RUNNER);

  private static final String CLASSES = "loaded classes";

  private final HeapGraph graph;
  private final StagedSearch found;
  private final Reachability reached;
  private final SoftEntries softEntries;
  private final Map<String, HeldCount> counts = new LinkedHashMap<>();
  private final HeldCount classes = new HeldCount(Keeper.JDK, false);
  private final DefinedClasses definedClasses;
  private final long classBytes;
  private final Map<String, Map<Integer, HeldCount>> known = new HashMap<>();
  /* Objects near each other often have one holder. */
  private @Nullable HeldCount lastCount;
  private int lastSignature;
  private String lastReason = "";

  HeldObjects(HeapReader.Content content, LeakQuery query) {
    graph = content.graph();
    found = StagedSearch.ofAll(content, query, ours());
    reached = found.reached;
    softEntries = new SoftEntries(graph, reached);
    definedClasses = new DefinedClasses(graph);
    classBytes =
        graph.classes.stream()
            .filter(type -> type.name().equals("java.lang.Class"))
            .mapToLong(HeapClass::instanceBytes)
            .sum();
  }

  private boolean[] ours() {
    boolean[] ours = new boolean[graph.size()];
    boolean[] ownClass = new boolean[graph.classes.size()];
    for (int number = 0; number < ownClass.length; number++) {
      ownClass[number] = OwnClasses.contains(graph.classes.get(number).name());
    }
    for (int node = 0; node < ours.length; node++) {
      ours[node] = ownClass[graph.classOf[node]];
    }
    return ours;
  }

  /**
   * Counts them.
   *
   * @param before the census before
   * @param started the classes that were initialised then; null if there was none
   */
  HeapCensus census(HeapCensus before, @Nullable StartedClasses started) {
    for (int i = 0; i < reached.seen(); i++) {
      add(i, started);
    }
    Map<String, Held> holders = new HashMap<>();
    counts.put(CLASSES, classes);
    counts.forEach((holder, count) -> holders.put(holder, held(count, before.of(holder))));
    return before.after(holders);
  }

  private void add(int rank, @Nullable StartedClasses started) {
    int node = reached.seen(rank);
    if (graph.isClass(node)) {
      addClass(node, rank);
      return;
    }
    String reason = reasonOf(node);
    if (!LEFT_OUT.contains(reason)) {
      countOf(node, reason, started)
          .add(graph.classOf[node], softEntries.role(node), graph.bytesOf[node], rank);
    }
  }

  /* Code that goes on defining classes keeps more and more of them. Of each, a dump tells the fixed
   * part only. */
  private void addClass(int node, int rank) {
    if (DefinedClasses.isCounted(graph, node) && !isSoftly(node)) {
      classes.add(node, Role.NONE, classBytes, rank);
    }
  }

  /* Only softly reachable, by its own reflection data too: a dump shows that without its class. */
  private boolean isSoftly(int node) {
    if (reached.isHeld(node)) {
      return false;
    }
    int root = node;
    while (reached.parent(root) >= 0) {
      root = reached.parent(root);
    }
    return reached.reason(node).equals(Reachability.SOFT)
        || graph.typeName(root).equals(JdkNames.REFLECTION_DATA);
  }

  private HeldCount countOf(int node, String reason, @Nullable StartedClasses started) {
    int signature = found.signatures.numberOf(node);
    HeldCount last = lastCount;
    if (last == null || signature != lastSignature || !reason.equals(lastReason)) {
      last =
          known
              .computeIfAbsent(reason, key -> new HashMap<>())
              .computeIfAbsent(signature, key -> count(signature, node, reason, started));
      lastCount = last;
      lastSignature = signature;
      lastReason = reason;
    }
    return last;
  }

  /* Several ways may lead to one holder, which is the user's if any does. */
  private HeldCount count(
      int signature, int node, String reason, @Nullable StartedClasses started) {
    HeldCount count =
        counts.computeIfAbsent(
            named(found.signatures.way(signature), reason),
            name -> new HeldCount(Keeper.CODE, true));
    Keeper keeper = keeper(node, reason);
    count.keeper = keeper.compareTo(count.keeper) < 0 ? keeper : count.keeper;
    count.withClass &= cameWithClass(node, started);
    int holder = found.signatures.holderOf(signature);
    if (count.naming.equals(Naming.NONE)) {
      String shown = named(found.signatures.text(signature), reason);
      count.naming =
          holder < 0
              ? new Naming(shown, "", "")
              : new Naming(
                  shown,
                  named(found.signatures.way(found.signatures.numberOf(holder)), reasonOf(holder)),
                  graph.typeName(holder));
    }
    return count;
  }

  private static String named(String way, String reason) {
    return reason.isEmpty() ? way : way + " (" + reason + ")";
  }

  /* How many empty nodes there are is chance. All other room grows only with what was put in. */
  private String reasonOf(int node) {
    if (!reached.isHeld(node)) {
      return reached.reason(node);
    }
    String reason = found.rules.structureReason(node);
    return reason.isEmpty() && reached.isEmptyNode(node) ? KnownHolder.ROOM : reason;
  }

  private boolean cameWithClass(int node, @Nullable StartedClasses started) {
    for (int each = node; reached.parent(each) >= 0; each = reached.parent(each)) {
      int edge = reached.parentEdge(each);
      if (StartedClasses.isStatic(graph, edge)) {
        return started != null && !started.names().contains(graph.typeName(reached.parent(each)));
      }
    }
    return false;
  }

  /* The JDK names loggers for itself, and reads their settings when first asked. The JIT compiler holds what it compiles for by references of JNI, too; there is a ClassValue for
   * each class; of what a dump shows without a holder, most are classes and tables of the JVM, and
   * strings are the names of classes. */
  private Keeper keeper(int node, String reason) {
    if (!reason.isEmpty()) {
      return KnownHolder.isOfCode(reason) ? Keeper.CODE : Keeper.JDK;
    }
    if (found.signatures.isOfLogManager(node)) {
      return Keeper.JDK;
    }
    int root = node;
    while (reached.parent(root) >= 0) {
      root = reached.parent(root);
    }
    Root start = reached.rootOf(root);
    if (start == null || !JVM_ROOTS.contains(start.kind())) {
      return Keeper.USER;
    }
    boolean name = start.kind() == Root.Kind.HIDDEN && start.name().equals("java.lang.String");
    return name ? Keeper.CODE : Keeper.JDK;
  }

  private Held held(HeldCount count, Held before) {
    IntFunction<String> typeName =
        number -> count == classes ? definedClasses.name(number) : className(number);
    Map<String, Size> types = count.sizes(typeName, Role.NONE, Role.CLEARED);
    Held now =
        new Held(
            count.keeper,
            count.withClass,
            types,
            count.sizes(typeName, Role.SOFT),
            count.sizes(typeName, Role.CLEARED),
            count.naming,
            example(count, typeName, types, before));
    return before.after(now);
  }

  private String className(int number) {
    return graph.classes.get(number).name();
  }

  /** The nearest object of what came, the insides of collections last. */
  private ReferenceChain example(
      HeldCount count, IntFunction<String> typeName, Map<String, Size> types, Held before) {
    int best = -1;
    for (Map.Entry<Integer, Integer> each : count.nearest().entrySet()) {
      String type = typeName.apply(each.getKey());
      int rank = each.getValue();
      Size now = types.getOrDefault(type, Size.NONE);
      if (now.isMoreThan(before.types().getOrDefault(type, Size.NONE))
          && (best < 0 || isBetter(rank, best))) {
        best = rank;
      }
    }
    if (best < 0) {
      return ReferenceChain.NONE;
    }
    return found.chains.chainTo(reached.seen(best));
  }

  private boolean isBetter(int rank, int than) {
    boolean part = reached.isCollectionPart(reached.seen(rank));
    boolean otherPart = reached.isCollectionPart(reached.seen(than));
    return part == otherPart ? rank < than : otherPart;
  }

  /** What one holder holds, counted by the number of the objects' class. */
  private static final class HeldCount {

    private Keeper keeper;
    private boolean withClass;
    private Naming naming = Naming.NONE;
    private final Map<Role, Map<Integer, Sum>> sums = new EnumMap<>(Role.class);

    HeldCount(Keeper keeper, boolean withClass) {
      this.keeper = keeper;
      this.withClass = withClass;
    }

    /** Objects of one class, and the rank of the nearest. */
    private static final class Sum {
      private final int nearest;
      private long count;
      private long bytes;

      Sum(int nearest) {
        this.nearest = nearest;
      }
    }

    private Map<Integer, Sum> of(Role role) {
      return sums.computeIfAbsent(role, key -> new HashMap<>());
    }

    /** Adds an object, the nearest first. */
    void add(int classNumber, Role role, long bytes, int rank) {
      Sum sum = of(role).computeIfAbsent(classNumber, key -> new Sum(rank));
      sum.count++;
      sum.bytes += bytes;
    }

    /** Objects that are there for one of these, by the name of their class. */
    Map<String, Size> sizes(IntFunction<String> className, Role... roles) {
      Map<String, Size> sizes = new HashMap<>();
      for (Role role : roles) {
        of(role)
            .forEach(
                (number, sum) ->
                    sizes.merge(
                        className.apply(number), new Size(sum.count, sum.bytes), Size::plus));
      }
      return UnseenMap.copyOf(sizes);
    }

    /** The nearest object of each class, but of those that are there for a soft value. */
    Map<Integer, Integer> nearest() {
      Map<Integer, Integer> nearest = new HashMap<>();
      of(Role.NONE).forEach((number, sum) -> nearest.put(number, sum.nearest));
      of(Role.CLEARED).forEach((number, sum) -> nearest.merge(number, sum.nearest, Math::min));
      return nearest;
    }
  }
}
