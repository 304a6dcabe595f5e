package io.trackmemory.tracker.agent;

import static java.util.Objects.requireNonNull;

import io.trackmemory.tracker.gate.ClassFailure;
import io.trackmemory.tracker.gate.ContractMethod;
import io.trackmemory.tracker.gate.EndedThreads;
import io.trackmemory.tracker.gate.Gate;
import io.trackmemory.tracker.gate.Instrumented;
import io.trackmemory.tracker.gate.Workers;
import io.trackmemory.tracker.jdk.MethodRules;
import io.trackmemory.tracker.jdk.Need;
import io.trackmemory.tracker.jvm.JvmCounter;
import io.trackmemory.tracker.kept.KeptClasses;
import io.trackmemory.tracker.site.ObjectSizes;
import io.trackmemory.tracker.site.SiteTable;
import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** The installed agent. Any thread may call it. */
public final class Agent implements Instrumented {

  private final Instrumentation instrumentation;
  private final Gate gate;
  private final int countedByIt;
  private final SiteTable sites = new SiteTable();
  private final TestClasses testClasses = new TestClasses();
  private final KeptClasses kept;
  private final Rewriting rewriting;
  private final Object preparation = new Object();
  private final Object unsafe;
  private final Method allocateInstance;
  private final Refused refused;
  private Map<Need, String> unknown = Map.of(); // set before anybody else has the agent

  private Agent(Instrumentation instrumentation, List<String> excluded, KeptFolder folder)
      throws IOException, ReflectiveOperationException {
    this.instrumentation = instrumentation;
    this.kept = folder.open();
    this.gate = HookDefinition.define(instrumentation, kept);
    this.countedByIt = gate.countedByIt();
    this.rewriting = new Rewriting(sites, testClasses, excluded, kept);
    Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
    this.unsafe = type.getMethod("getUnsafe").invoke(null);
    this.allocateInstance = type.getMethod("allocateInstance", Class.class);
    this.refused = new Refused(unsafe);
  }

  /**
   * Defines the hook and rewrites every class, those loaded before included.
   *
   * @param jvm the JVM's counters for the current thread
   * @param excluded packages to leave alone
   * @param folder of what is kept of earlier runs
   */
  static Agent install(
      Instrumentation instrumentation, JvmCounter jvm, List<String> excluded, KeptFolder folder)
      throws IOException, ReflectiveOperationException {
    QuickCompilation.begin(instrumentation);
    Agent agent = new Agent(instrumentation, excluded, folder);
    agent.gate.layOut(MeasuredLayout.of(instrumentation));
    agent.gate.connect(
        jvm,
        jvm::cpuNanos,
        agent::derive,
        agent.rewriting::rewriteHidden,
        agent.rewriting::defines,
        task -> Workers.isServing(agent.sites, task),
        EndedThreads.queue());
    agent.gate.connectGuards(
        agent.rewriting.contracts().guards()::select, agent::defined, agent::constructs);
    agent.warmUp();
    agent.askLoaders();
    instrumentation.addTransformer(agent.rewriting, true);
    agent.rewriteLoaded();
    KeptConcatenations.forget(instrumentation, agent.refused);
    agent.kept.end();
    agent.unknown = agent.rewriting.rules().finish().doubts(Runtime.version());
    return agent;
  }

  /*
   * Loads what the transformer needs before it is one, and what its rules name: a class that is
   * loaded inside a transformer stays as it is, and two threads that load classes while they wait
   * for each other's locks would wait for ever.
   */
  private void warmUp() throws IOException {
    ClassLoader loader = Agent.class.getClassLoader();
    int site = sites.next();
    Class<?> buffer = ByteBuffer.allocateDirect(0).getClass(); // takes memory off the heap
    for (Class<?> type : List.of(Agent.class, Throwable.class, buffer)) { // it has native methods
      byte[] file = ClassFile.find(loader, Type.getInternalName(type));
      rewriting.transform(loader, "java/lang/Warm", type, null, requireNonNull(file));
      rewriting.rules().show(Type.getInternalName(type), ClassFile.open(file).reader());
    }
    ClassFile.warmUpFolders();
    UnknownFormat.explain(new byte[0], new IllegalArgumentException());
    LambdaMaker.isCode(); // else a loader of ours that links a lambda to find it never ends
    derive(int[].class, derive(Agent.class, site));
    for (String name : MethodRules.classes()) {
      Class.forName(Object.class.getModule(), name.replace('/', '.')); // null in another JDK
    }
  }

  /* Of classes that are there already; later ones are asked as they define a class. */
  private void askLoaders() {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      rewriting.defines(type.getClassLoader());
    }
  }

  private int derive(Class<?> type, int site) {
    return sites.derive(type, site, countedByIt);
  }

  private void rewriteLoaded() {
    Set<Class<?>> done = new HashSet<>();
    while (true) {
      Set<Class<?>> next = new LinkedHashSet<>();
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (!done.contains(type)
            && instrumentation.isModifiableClass(type)
            && rewriting.isToTransform(type)) {
          next.add(type);
        }
      }
      if (next.isEmpty()) {
        rewriting.allAreTransformed();
        done.forEach(this::defined);
        return;
      }
      done.addAll(next);
      transformAgain(supertypesFirst(next));
    }
  }

  /* So that what a class inherits is known when it is rewritten. */
  private static List<Class<?>> supertypesFirst(Set<Class<?>> types) {
    Set<Class<?>> sorted = new LinkedHashSet<>();
    for (Class<?> type : types) {
      addBelowSupertypes(type, types, sorted);
    }
    return new ArrayList<>(sorted);
  }

  private static void addBelowSupertypes(
      @Nullable Class<?> type, Set<Class<?>> types, Set<Class<?>> sorted) {
    if (type != null && types.contains(type) && !sorted.contains(type)) {
      addBelowSupertypes(type.getSuperclass(), types, sorted);
      for (Class<?> each : type.getInterfaces()) {
        addBelowSupertypes(each, types, sorted);
      }
      sorted.add(type);
    }
  }

  /*
   * A class has been defined: what it inherits is guarded before it runs. Not inside the
   * transformer, where the JVM would pass nothing to it; the class that it is at work on comes
   * here itself.
   */
  private void defined(Class<?> type) {
    Guards guards = rewriting.contracts().guards();
    if (guards.isToPrepare(type) && !isTransforming()) {
      gate.ownWork(1);
      try {
        List<Class<?>> classes = guards.toRewrite(type);
        if (!classes.isEmpty()) {
          transformAgain(classes);
        }
        guards.prepared(type);
      } finally {
        gate.ownWork(-1);
      }
    }
  }

  private static boolean isTransforming() {
    for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
      if (frame.getClassName().equals(Rewriting.class.getName())) {
        return true;
      }
    }
    return false;
  }

  /* An object is about to be made of a class that another thread, or the JVM itself, has defined. */
  private void constructs(int heir) {
    if (rewriting.contracts().guards().isReady(heir)) {
      return;
    }
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      defined(type);
    }
  }

  /* One class that the JVM refuses fails all of them; halves find it. */
  private void transformAgain(List<Class<?>> types) {
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException
        | LinkageError
        | InternalError
        | UnsupportedOperationException e) {
      if (types.size() == 1) {
        redefine(types.get(0), e);
      } else {
        transformAgain(types.subList(0, types.size() / 2));
        transformAgain(types.subList(types.size() / 2, types.size()));
      }
    }
  }

  /* The JVM may fail to write down a class that it has loaded (JDK-8315575); its file is whole. */
  private void redefine(Class<?> type, Throwable failure) {
    byte[] file = ClassFile.find(type.getClassLoader(), type.getName().replace('.', '/'));
    if (file == null) {
      refused.add(type, failure.toString());
      return;
    }
    try {
      instrumentation.redefineClasses(new ClassDefinition(type, file));
    } catch (UnmodifiableClassException
        | ClassNotFoundException
        | LinkageError
        | InternalError
        | UnsupportedOperationException e) {
      refused.add(type, e.toString());
    }
  }

  @Override
  public Gate gate() {
    return gate;
  }

  @Override
  public SiteTable sites() {
    return sites;
  }

  @Override
  public ObjectSizes sizes() {
    return this::objectBytes;
  }

  private int objectBytes(Class<?> type) throws ClassNotFoundException {
    try {
      Object object = allocateInstance.invoke(unsafe, type);
      return Math.toIntExact(instrumentation.getObjectSize(object));
    } catch (ReflectiveOperationException e) {
      throw new ClassNotFoundException(type.getName(), e);
    }
  }

  @Override
  public long sizeOf(Object object) {
    return instrumentation.getObjectSize(object);
  }

  @Override
  public Map<String, ClassFailure> failures() {
    Map<String, ClassFailure> failures = rewriting.failures();
    failures.putAll(refused.thatRan());
    return failures;
  }

  @Override
  public boolean ranTasks(String className, String method) {
    return rewriting.ranTasks(className, method);
  }

  @Override
  public Map<Need, String> unknown() {
    return unknown;
  }

  @Override
  public ContractMethod contractMethod(int number) {
    return rewriting.contracts().method(number);
  }

  @Override
  public List<ContractMethod> uncheckedContracts() {
    return rewriting.contracts().unchecked();
  }

  @Override
  public Class<?>[] loadedClasses() {
    return instrumentation.getAllLoadedClasses();
  }

  @Override
  public void prepareTestClasses(Collection<? extends Class<?>> types) {
    if (testClasses.arePrepared(types)) {
      return;
    }
    synchronized (preparation) { // so that who finds them prepared finds them rewritten
      List<Class<?>> added = new ArrayList<>();
      for (Class<?> type : types) {
        if (testClasses.add(type)) {
          ClassFile.find(type.getClassLoader(), type.getName()); // loads what the transformer needs
          added.add(type);
        }
      }
      if (!added.isEmpty()) {
        added.addAll(copiesOf(added));
        transformAgain(added);
        testClasses.prepared(added);
      }
    }
  }

  /* What another loader loads from now on is marked as it is loaded. */
  private List<Class<?>> copiesOf(List<Class<?>> added) {
    Set<String> names = new HashSet<>();
    for (Class<?> type : added) {
      names.add(type.getName());
    }
    List<Class<?>> copies = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (names.contains(loaded.getName()) && testClasses.add(loaded)) {
        copies.add(loaded);
      }
    }
    return copies;
  }

  @Override
  public int number(Executable method) {
    String className = method.getDeclaringClass().getName().replace('.', '/');
    return method instanceof Constructor<?> constructor
        ? testClasses.number(className, "<init>", Type.getConstructorDescriptor(constructor))
        : testClasses.number(
            className, method.getName(), Type.getMethodDescriptor((Method) method));
  }
}
