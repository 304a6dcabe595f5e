package io.trackmemory.tracker.jdk;

import java.util.List;

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
  public static final String COPY_ON_WRITE = "java.util.concurrent.CopyOnWriteArrayList";
  public static final String BLOCKING_NODE = "java.util.concurrent.LinkedBlockingQueue$Node";
  public static final String QUEUE_NODE = "java.util.concurrent.ConcurrentLinkedQueue$Node";
  public static final String DEQUE_NODE = "java.util.concurrent.ConcurrentLinkedDeque$Node";
  public static final String TRANSFER_NODE = "java.util.concurrent.LinkedTransferQueue$Node";
  public static final String DUAL_NODE = "java.util.concurrent.LinkedTransferQueue$DualNode";
  public static final String CLEANABLE = "jdk.internal.ref.CleanerImpl$PhantomCleanableRef";
  public static final String JVM_CLEANER = "jdk.internal.ref.Cleaner";
  public static final String REFERENCE_HANDLER = "java.lang.ref.Reference$ReferenceHandler";
  public static final String WAITS_FOR_REFERENCES = "waitForReferencePendingList";
  public static final String FINALIZER = "java.lang.ref.Finalizer$FinalizerThread";
  public static final String CLEANER = "jdk.internal.ref.CleanerImpl";

  /** What each of them is read for. */
  public static final List<JdkMember<String>> RULES =
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
          field("arrays that are replaced", COPY_ON_WRITE, "array"),
          field("nodes that a queue keeps", BLOCKING_NODE, "item"),
          field("likewise", QUEUE_NODE, "item"),
          field("likewise", DEQUE_NODE, "item"),
          field("likewise", TRANSFER_NODE, "item").until(20),
          field("likewise", DUAL_NODE, "item").since(21),
          field("what is run for an object", CLEANABLE, "action"),
          field("likewise", JVM_CLEANER, "thunk"),
          field("constants of enums by name", "java.util.HashMap", "table"),
          field("likewise", "java.util.HashMap$Node", "value"),
          method("who is idle there", REFERENCE_HANDLER, "run()V"),
          method("likewise", REFERENCE, WAITS_FOR_REFERENCES + "()V"),
          type("threads that clean up", FINALIZER),
          method("likewise", CLEANER, "run()V"),
          method("where those are idle", "java.lang.ref.*ReferenceQueue", "remove*"));

  private JdkNames() {}

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
