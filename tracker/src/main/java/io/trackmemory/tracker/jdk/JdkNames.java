package io.trackmemory.tracker.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Classes and fields of the JDK that are read by name where a heap dump is, beside the holders of
 * {@link KnownHolder}.
 */
public final class JdkNames {

  public static final String REFERENCE = "java.lang.ref.Reference";
  public static final String REFERENT = "referent";
  public static final String SOFT_REFERENCE = "java.lang.ref.SoftReference";
  public static final String ENUM = "java.lang.Enum";
  public static final String THREAD = "java.lang.Thread";
  public static final String THREAD_LOCAL = "java.lang.ThreadLocal";
  public static final String SUPPLIED_THREAD_LOCAL = "java.lang.ThreadLocal$SuppliedThreadLocal";
  public static final String INHERITABLE_THREAD_LOCAL = "java.lang.InheritableThreadLocal";
  public static final String THREAD_LOCAL_ENTRY = "java.lang.ThreadLocal$ThreadLocalMap$Entry";
  public static final String THREAD_LOCALS = "threadLocals";
  public static final String INHERITABLE_THREAD_LOCALS = "inheritableThreadLocals";
  public static final String XML_READERS = "com.sun.org.apache.xml.internal.utils.XMLReaderManager";
  public static final String XML_READERS_FIELD = "m_readers";
  public static final String INNOCUOUS_THREAD = "jdk.internal.misc.InnocuousThread";
  public static final String REFLECTION_DATA = "java.lang.Class$ReflectionData";

  /** Each logger leads to the one manager, and to the roots and nodes of all loggers. */
  public static final String LOG_MANAGER = "java.util.logging.LogManager";

  public static final String LOG_MANAGER_FIELD = "manager";
  public static final String CLASS_VALUE_MAP = "java.lang.ClassValue$ClassValueMap";
  public static final String BOOT_LOADER = "jdk.internal.loader.ClassLoaders$BootClassLoader";
  public static final String PLATFORM_LOADER =
      "jdk.internal.loader.ClassLoaders$PlatformClassLoader";
  public static final String APP_LOADER = "jdk.internal.loader.ClassLoaders$AppClassLoader";
  public static final String CLEANABLE = "jdk.internal.ref.CleanerImpl$PhantomCleanableRef";
  public static final String JVM_CLEANER = "jdk.internal.ref.Cleaner";
  public static final String REFERENCE_HANDLER = "java.lang.ref.Reference$ReferenceHandler";
  public static final String WAITS_FOR_REFERENCES = "waitForReferencePendingList";
  public static final String FINALIZER = "java.lang.ref.Finalizer$FinalizerThread";
  public static final String CLEANER = "jdk.internal.ref.CleanerImpl";

  public static final String THREAD_TARGET = "target";
  public static final String THREAD_HOLDER = "holder";
  public static final String HOLDER_TASK = "task";
  public static final String POOL_WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";
  public static final String WORKERS_POOL = "this$0";
  public static final String POOL_FACTORY = "threadFactory";
  public static final String WAITERS_GROUP = "this$0";
  public static final String TASKS_GROUP = "val$thisGroup";
  public static final String GROUPS_POOL = "pool";
  public static final String POOLS_EXECUTOR = "executor";
  public static final String DELAYED_TASK =
      "java.util.concurrent.DelayScheduler$ScheduledForkJoinTask";
  public static final String DELAYED_TASK_POOL = "pool";
  public static final String DELAY_SCHEDULER = "delayScheduler";

  public static final String TEXT = "java.lang.String.value";
  public static final String CLASS_VALUE_ENTRY = "java.lang.ClassValue$Entry";
  public static final String CLASS_VALUE_VERSION = CLASS_VALUE_ENTRY + ".version";
  public static final String TREE_NODE = "java.util.TreeMap$Entry";
  public static final String NO_QUEUE = "java.lang.ref.ReferenceQueue$Null";

  /** Classes whose own fields, those of subclasses and of nested classes are a collection's. */
  public static final Set<String> COLLECTIONS =
      Set.of(
          "java.util.AbstractCollection",
          "java.util.AbstractMap",
          "java.util.Dictionary",
          "java.util.Collections",
          "java.util.BitSet",
          "java.util.StringJoiner",
          "java.util.TaskQueue",
          "java.util.concurrent.CopyOnWriteArrayList",
          "java.util.concurrent.atomic.Striped64");

  /** Buffers that their owner replaces as they fill. */
  public static final Set<String> ROOM_FIELDS =
      Set.of(
          "java.lang.AbstractStringBuilder.value",
          "java.lang.StringBuffer.toStringCache",
          "java.io.ByteArrayOutputStream.buf",
          "java.io.CharArrayWriter.buf",
          "java.io.BufferedInputStream.buf",
          "java.io.BufferedOutputStream.buf",
          "java.io.BufferedReader.cb",
          "java.io.BufferedWriter.cb");

  /** How much is in what has such a buffer, by class; what it keeps is no room of its own. */
  public static final Map<String, String> FILL_COUNTS =
      Map.of(
          "java.lang.AbstractStringBuilder", "count",
          "java.io.ByteArrayOutputStream", "count",
          "java.io.CharArrayWriter", "count",
          "java.util.BitSet", "wordsInUse");

  /** Classes beside the collections that make what they hold for themselves. */
  private static final Set<String> OF_THEIR_OWN =
      Set.of(
          "java.util.Calendar",
          "java.util.GregorianCalendar",
          "java.util.Currency",
          "java.util.Date",
          "java.util.Formatter",
          "java.util.Locale",
          "java.util.Random",
          "java.util.Scanner",
          "java.util.ResourceBundle",
          "java.util.SimpleTimeZone",
          "java.util.TimeZone",
          "java.util.UUID");

  /** Fields of nodes that have what was put in. */
  public static final Set<String> ENTRY_FIELDS = Set.of("item", "key", "val", "value");

  /** Methods that make nodes in place of others, which have the same entries. */
  private static final Set<String> COPYING =
      Set.of(
          "java.util.concurrent.ConcurrentHashMap.transfer",
          "java.util.concurrent.ConcurrentHashMap.treeifyBin",
          "java.util.concurrent.ConcurrentHashMap.untreeify",
          "java.util.HashMap.replacementNode",
          "java.util.HashMap.replacementTreeNode",
          "java.util.LinkedHashMap.replacementNode",
          "java.util.LinkedHashMap.replacementTreeNode");

  private static final List<JdkMember<String>> READ =
      List.of(
          field("what a reference does not hold", REFERENCE, REFERENT).neededFor(Need.HEAP),
          type("references that hold while memory lasts", SOFT_REFERENCE).neededFor(Need.HEAP),
          type("classes whose constants are initialised", ENUM).neededFor(Need.HEAP),
          field("names of threads", THREAD, "name").neededFor(Need.HEAP),
          field("texts", "java.lang.String", "value").neededFor(Need.HEAP),
          field("texts", "java.lang.String", "coder").neededFor(Need.HEAP),
          field("what a thread local has", THREAD_LOCAL_ENTRY, "value").neededFor(Need.HEAP),
          field("where threads keep those", THREAD, THREAD_LOCALS).neededFor(Need.HEAP),
          field("likewise", THREAD, INHERITABLE_THREAD_LOCALS).neededFor(Need.HEAP),
          type("thread locals whose class tells nothing", THREAD_LOCAL).neededFor(Need.HEAP),
          type("likewise", SUPPLIED_THREAD_LOCAL),
          type("likewise", INHERITABLE_THREAD_LOCAL),
          field("thread locals in instances", XML_READERS, XML_READERS_FIELD),
          type("threads of the JDK's own", INNOCUOUS_THREAD),
          field("what all loggers lead to", LOG_MANAGER, LOG_MANAGER_FIELD),
          type("what is known of a class", CLASS_VALUE_MAP),
          type("likewise, softly", REFLECTION_DATA),
          type("loaders whose classes stay", BOOT_LOADER),
          type("likewise", PLATFORM_LOADER),
          type("likewise", APP_LOADER),
          field("what is run for an object", CLEANABLE, "action"),
          field("likewise", JVM_CLEANER, "thunk"),
          field("constants of enums by name", "java.util.HashMap", "table"),
          field("likewise", "java.util.HashMap$Node", "value"),
          field("who runs tasks", THREAD, THREAD_TARGET).until(18),
          field("likewise", THREAD, THREAD_HOLDER).since(19),
          field("likewise", "java.lang.Thread$FieldHolder", HOLDER_TASK).since(19),
          field("of which pool", POOL_WORKER, WORKERS_POOL),
          field("whose pool", "java.util.concurrent.ThreadPoolExecutor", POOL_FACTORY),
          field(
              "group of who waits for channels",
              "sun.nio.ch.AsynchronousChannelGroupImpl$*",
              TASKS_GROUP),
          field("its pool", "sun.nio.ch.AsynchronousChannelGroupImpl", GROUPS_POOL),
          field("likewise", "sun.nio.ch.ThreadPool", POOLS_EXECUTOR),
          field("tasks of a pool that are due later", DELAYED_TASK, DELAYED_TASK_POOL).since(25),
          field("who has them", "java.util.concurrent.ForkJoinPool", DELAY_SCHEDULER).since(25),
          method("who is idle there", REFERENCE_HANDLER, "run()V"),
          method("likewise", REFERENCE, WAITS_FOR_REFERENCES + "()V"),
          type("threads that clean up", FINALIZER),
          method("likewise", CLEANER, "run()V"),
          method("where those are idle", "java.lang.ref.*ReferenceQueue", "remove*"),
          type("references without a queue", NO_QUEUE),
          type("entries of a class", CLASS_VALUE_ENTRY),
          field("what they need", CLASS_VALUE_ENTRY, "version").since(25),
          field("entries that move", TREE_NODE, "key"),
          field("likewise", TREE_NODE, "value"));

  /** What each of them is read for. */
  public static final List<JdkMember<String>> RULES = rules();

  private JdkNames() {}

  private static List<JdkMember<String>> rules() {
    List<JdkMember<String>> rules = new ArrayList<>(READ);
    COLLECTIONS.forEach(name -> rules.add(type("collections", name)));
    FILL_COUNTS.forEach((owner, count) -> rules.add(field("how full they are", owner, count)));
    ROOM_FIELDS.forEach(name -> rules.add(field("buffers", owner(name), member(name))));
    COPYING.forEach(name -> rules.add(method("nodes", owner(name), member(name) + "*")));
    return List.copyOf(rules);
  }

  /**
   * Whether an object of a class of the JDK passes on what it was given, as collections, threads
   * and references do; what others of its objects hold is their own.
   */
  public static boolean isPassedOn(String className) {
    return className.startsWith("java.util.concurrent.")
        || className.startsWith("java.lang.ref.")
        || className.startsWith("java.lang.Thread")
        || className.startsWith("java.lang.InheritableThreadLocal")
        || (className.startsWith("java.util.")
            && className.lastIndexOf('.') == "java.util.".length() - 1
            && !OF_THEIR_OWN.contains(outermost(className)));
  }

  private static String outermost(String className) {
    int nested = className.indexOf('$');
    return nested < 0 ? className : className.substring(0, nested);
  }

  /** Whether a method makes nodes in place of others. */
  public static boolean copiesNodes(String className, String method) {
    return className.startsWith("java.util.") && COPYING.contains(className + "." + method);
  }

  private static String owner(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String member(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static JdkMember<String> field(String use, String owner, String name) {
    return JdkMember.field(use, owner.replace('.', '/') + "." + name);
  }

  private static JdkMember<String> method(String use, String owner, String method) {
    return JdkMember.method(use, owner.replace('.', '/') + "." + method);
  }

  private static JdkMember<String> type(String use, String name) {
    return JdkMember.type(use, name.replace('.', '/'));
  }
}
