package io.trackmemory.tracker.jdk;

import static io.trackmemory.tracker.jdk.JdkMember.method;
import static io.trackmemory.tracker.jdk.Need.COUNTING;
import static io.trackmemory.tracker.jdk.Need.FIRST_USE;
import static io.trackmemory.tracker.jdk.Need.HAND_OVER;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of the JDK are more than their instructions. Named one by one, each with its
 * reason, because what a rule sets apart no verdict sees.
 */
public final class MethodRules {

  /** What to do around the body of a method. */
  public enum Span {
    /** Work that the JVM or the JDK does once for a piece of code. */
    FIRST_USE,
    /** Work of agents, ours and others: class name in the third argument, file in the sixth. */
    TRANSFORM,
    /** The JIT compiler replaces the body: what it makes is counted by its callers. */
    SILENT,
    /** The JIT compiler replaces the body by code that makes less: what it makes is not counted. */
    REPLACED,
    /** What the JDK draws by chance. */
    CHANCE,
    /** Called by a native method, as part of what that does. */
    UPCALL,
    /** Takes buffers off the heap that the JDK keeps for itself. */
    JDK_BUFFERS,
    /** A task that was handed over runs. */
    TASK,
    /** A worker thread begins to serve tasks. */
    WORKER,
    /** {@code this} is a task that is handed over. */
    HAND_OVER_THIS,
    /** {@code this} is a task that is made. */
    TASK_MADE,
    /** The first argument is a task that is handed over. */
    HAND_OVER_ARGUMENT,
    /** The second argument is a task that is handed over, the first takes one slot. */
    HAND_OVER_SECOND_ARGUMENT,
    /** The first argument is a task that was handed over and will not run. */
    WITHDRAWN_ARGUMENT,
    /** The same, if the result is true. */
    WITHDRAWN_IF_TRUE,
    /** The result is a list of tasks that were handed over and will not run. */
    WITHDRAWN_RESULT,
    /** {@code this}, if it is a task, is made. */
    MAYBE_TASK_MADE,
    /** {@code this}, if it is a task, runs. */
    MAYBE_TASK,
    /** {@code this}, if it is an executor, takes the task in the first argument. */
    EXECUTES,
    /** The task in the second argument is taken. */
    DISPATCHES,
    /** {@code this} is a thread that ends. */
    THREAD_END,
    /** {@code this} is a class loader that defines a class. */
    DEFINES,
    /** A hidden class is defined, from the class file in the fourth argument. */
    HIDDEN_CLASS
  }

  /* Methods of class loaders, of the JDK's and of users'. */
  private static final Set<String> LOADING =
      Set.of("loadClass", "defineClass", "loadClassOrNull", "findClassOnClassPathOrNull");

  /*
   * What other agents add to a class, and its methods call each time they run: the first time it
   * takes or makes what they keep in a static field, later it reads that field.
   */
  private static final Set<String> AGENTS =
      Set.of(
          "$jacocoInit()[Z", // JaCoCo, in classes up to Java 10 and in interfaces
          "$VRi()[[Z"); // EMMA

  private static final String NATIVES = "java/lang/invoke/MethodHandleNatives.";
  private static final String CONCURRENT = "java/util/concurrent/";
  private static final String EXTERNAL_SUBMIT =
      CONCURRENT
          + "ForkJoinPool.externalSubmit(Ljava/util/concurrent/ForkJoinTask;)Ljava/util/concurrent/ForkJoinTask;";

  private static final MemberTable<Span> SPANS =
      MemberTable.of(
          // Called by the JVM to link an invokedynamic instruction, a method handle or a constant.
          neededOnce(NATIVES + "linkCallSite"),
          neededOnce(NATIVES + "linkDynamicConstant"),
          neededOnce(NATIVES + "linkMethod"),
          neededOnce(NATIVES + "linkMethodHandleConstant"),
          neededOnce(NATIVES + "findMethodHandleType"),
          // Method handles are specialised after a number of calls.
          once("java/lang/invoke/MethodHandle.customize"),
          once("java/lang/invoke/MethodHandleImpl$CountingWrapper.maybeStopCounting"),
          once("java/lang/invoke/LambdaForm.compileToBytecode"),
          once("java/lang/invoke/LambdaForm.prepare"),
          // Called by the JVM when it loads a class.
          once("java/lang/ClassLoader.checkPackageAccess").until(23),
          once("java/lang/ClassLoader.addClass"),
          once("java/lang/ClassLoader.desiredAssertionStatus"),
          once("java/lang/Class.desiredAssertionStatus"),
          // Constants of an enum are looked up by reflection once and kept by its class.
          once("java/lang/Class.getEnumConstantsShared"),
          once("java/lang/Class.enumConstantDirectory"),
          // Accessors are made once a member.
          neededOnce("jdk/internal/reflect/ReflectionFactory.newConstructorAccessor"),
          neededOnce("jdk/internal/reflect/ReflectionFactory.newMethodAccessor"),
          neededOnce("jdk/internal/reflect/ReflectionFactory.newFieldAccessor"),
          once("jdk/internal/reflect/MethodHandleAccessorFactory.newMethodAccessor").since(18),
          once("jdk/internal/reflect/MethodHandleAccessorFactory.newConstructorAccessor").since(18),
          once("jdk/internal/reflect/MethodAccessorGenerator.generate").until(21),
          // Members of a class are read once and kept softly by it.
          once("java/lang/Class.newReflectionData"),
          // Called by a method handle until its class is initialised, then taken out of it.
          once("java/lang/invoke/DirectMethodHandle.ensureInitialized()V"),
          once("java/lang/invoke/DirectMethodHandle.ensureInitialized(Ljava/lang/Object;)V"),
          // Loads classes, whatever the overload; overridden in loaders of the JDK and of users.
          neededOnce("java/lang/ClassLoader.loadClass"),
          neededOnce("java/lang/ClassLoader.defineClass"),
          once("jdk/internal/loader/BuiltinClassLoader.loadClassOrNull"),
          once("jdk/internal/loader/BuiltinClassLoader.findClassOnClassPathOrNull"),
          // Called by each method that defines a class, before the JVM does.
          method(
                  Span.DEFINES,
                  "java/lang/ClassLoader.preDefineClass(Ljava/lang/String;Ljava/security/ProtectionDomain;)Ljava/security/ProtectionDomain;")
              .neededFor(COUNTING),
          // What JavaLangAccess makes of a hidden class: loader, lookup class, name, class file.
          method(
                  Span.HIDDEN_CLASS,
                  "java/lang/System$*.defineClass(Ljava/lang/ClassLoader;Ljava/lang/Class;Ljava/lang/String;[BLjava/security/ProtectionDomain;ZI*")
              .neededFor(COUNTING, "jdk/internal/access/JavaLangAccess"),
          // Called each time a virtual thread goes on: how often depends on timing.
          method(Span.SILENT, "java/lang/VirtualThread.*ubmitRunContinuation").since(19),
          // Replaced by code that makes what the body makes.
          method(Span.SILENT, "java/util/Arrays.copyOf" + CallRules.COPY_OF),
          method(Span.SILENT, "java/util/Arrays.copyOfRange" + CallRules.COPY_OF_RANGE),
          method(Span.SILENT, "java/lang/StringUTF16.toBytes([CII)[B"),
          method(Span.SILENT, "java/math/BigInteger.implMultiplyToLen([II[II[I)[I"),
          // Replaced by code that needs none of the arrays that the body makes for itself, or not
          // as many.
          method(
                  Span.REPLACED,
                  "java/util/DualPivotQuicksort.partition(Ljava/lang/Class;Ljava/lang/Object;JIIIILjava/util/DualPivotQuicksort$PartitionOperation;)[I")
              .since(22),
          method(Span.REPLACED, "java/math/BigInteger.implMontgomeryMultiply"),
          method(Span.REPLACED, "java/math/BigInteger.implMontgomerySquare"),
          method(Span.REPLACED, "sun/security/provider/SHA.implCompress0"),
          method(Span.REPLACED, "sun/security/provider/SHA2.implCompress0"),
          method(Span.REPLACED, "sun/security/provider/SHA5.implCompress0"),
          method(Span.REPLACED, "com/sun/crypto/provider/ML_KEM.implKyberNtt").since(25),
          method(Span.REPLACED, "com/sun/crypto/provider/ML_KEM.implKyberInverseNtt").since(25),
          // Fills the first frames of a stack and runs the function of who walks it.
          method(Span.UPCALL, "java/lang/StackStreamFactory$AbstractStackWalker.doStackWalk"),
          // For arrays that channels read and write, kept for each thread.
          method(
              Span.JDK_BUFFERS, "sun/nio/ch/Util.getTemporaryDirectBuffer(I)Ljava/nio/ByteBuffer;"),
          // Transformers of all agents.
          method(
                  Span.TRANSFORM,
                  "sun/instrument/InstrumentationImpl.transform(Ljava/lang/Module;Ljava/lang/ClassLoader;Ljava/lang/String;Ljava/lang/Class;Ljava/security/ProtectionDomain;[BZ)[B")
              .neededFor(COUNTING),
          // Work that is handed to other threads.
          handOver(Span.HAND_OVER_THIS, "java/lang/Thread.start()V"),
          handOver(
                  Span.HAND_OVER_THIS, "java/lang/Thread.start(Ljdk/internal/vm/ThreadContainer;)V")
              .since(19),
          handOver(Span.HAND_OVER_THIS, "java/lang/VirtualThread.start()V").since(19),
          handOver(
                  Span.HAND_OVER_THIS,
                  "java/lang/VirtualThread.start(Ljdk/internal/vm/ThreadContainer;)V")
              .since(19),
          handOver(Span.THREAD_END, "java/lang/Thread.exit()V"),
          // Named afterTerminate up to 21.0.3, afterDone from 21.0.4 on.
          handOver(Span.THREAD_END, "java/lang/VirtualThread.after*e").since(19),
          handOver(
              Span.TASK_MADE, CONCURRENT + "FutureTask.<init>(Ljava/util/concurrent/Callable;)V"),
          handOver(
              Span.TASK_MADE,
              CONCURRENT + "FutureTask.<init>(Ljava/lang/Runnable;Ljava/lang/Object;)V"),
          handOver(Span.TASK, CONCURRENT + "FutureTask.run()V"),
          handOver(Span.TASK, CONCURRENT + "FutureTask.runAndReset()Z"),
          handOver(Span.TASK_MADE, CONCURRENT + "ForkJoinTask.<init>()V"),
          handOver(
              Span.HAND_OVER_THIS,
              CONCURRENT + "ForkJoinTask.fork()Ljava/util/concurrent/ForkJoinTask;"),
          handOver(Span.TASK, CONCURRENT + "ForkJoinTask.doExec"),
          // What others than workers submit; 19 has one method for both.
          handOver(Span.HAND_OVER_ARGUMENT, EXTERNAL_SUBMIT).until(18),
          handOver(Span.HAND_OVER_ARGUMENT, EXTERNAL_SUBMIT).since(20),
          handOver(
                  Span.HAND_OVER_ARGUMENT,
                  CONCURRENT
                      + "ForkJoinPool.lazySubmit(Ljava/util/concurrent/ForkJoinTask;)Ljava/util/concurrent/ForkJoinTask;")
              .since(19),
          // Gives the task, on 22 to 24 nothing.
          handOver(
                  Span.HAND_OVER_SECOND_ARGUMENT,
                  CONCURRENT + "ForkJoinPool.poolSubmit(ZLjava/util/concurrent/ForkJoinTask;)*")
              .since(19),
          handOver(Span.WORKER, CONCURRENT + "ForkJoinWorkerThread.run()V"),
          handOver(Span.WORKER, CONCURRENT + "DelayScheduler.run()V").since(25),
          handOver(
                  Span.HAND_OVER_ARGUMENT,
                  CONCURRENT
                      + "ForkJoinPool.scheduleDelayedTask(Ljava/util/concurrent/DelayScheduler$ScheduledForkJoinTask;)Ljava/util/concurrent/DelayScheduler$ScheduledForkJoinTask;")
              .since(25),
          // A continuation, run by whoever completes what it waits for.
          method(
                  Span.TASK,
                  CONCURRENT
                      + "CompletableFuture$*.tryFire(I)Ljava/util/concurrent/CompletableFuture;")
              .neededFor(HAND_OVER, CONCURRENT + "CompletableFuture$UniApply"),
          // Run by executors of users, which need not be of the JDK.
          handOver(Span.TASK, CONCURRENT + "CompletableFuture$AsyncRun.run()V"),
          handOver(Span.TASK, CONCURRENT + "CompletableFuture$AsyncSupply.run()V"),
          handOver(
              Span.HAND_OVER_ARGUMENT,
              CONCURRENT + "ThreadPoolExecutor.execute(Ljava/lang/Runnable;)V"),
          // Of the policies of a full or closed pool, those that will not have it run later.
          handOver(Span.WITHDRAWN_ARGUMENT, rejected("AbortPolicy")),
          handOver(Span.WITHDRAWN_ARGUMENT, rejected("DiscardPolicy")),
          handOver(Span.WITHDRAWN_ARGUMENT, rejected("CallerRunsPolicy")),
          // A queue gives back what waits in it.
          handOver(
              Span.WITHDRAWN_RESULT,
              CONCURRENT + "ThreadPoolExecutor.shutdownNow()Ljava/util/List;"),
          handOver(
              Span.WITHDRAWN_IF_TRUE,
              CONCURRENT + "ThreadPoolExecutor.remove(Ljava/lang/Runnable;)Z"),
          handOver(
              Span.WORKER,
              CONCURRENT
                  + "ThreadPoolExecutor.runWorker(Ljava/util/concurrent/ThreadPoolExecutor$Worker;)V"),
          handOver(
              Span.HAND_OVER_ARGUMENT,
              CONCURRENT
                  + "ScheduledThreadPoolExecutor.delayedExecute(Ljava/util/concurrent/RunnableScheduledFuture;)V"),
          handOver(Span.HAND_OVER_ARGUMENT, "java/util/Timer.sched(Ljava/util/TimerTask;JJ)V"),
          handOver(Span.WORKER, "java/util/TimerThread.run()V"),
          handOver(Span.WORKER, "jdk/internal/ref/CleanerImpl.run()V"));

  /* Methods that run, by a call of Runnable.run(), what their thread was started for. */
  private static final MemberTable<String> THREADS =
      MemberTable.of(
          method("java/lang/Runnable", "java/lang/Thread.run()V").neededFor(HAND_OVER),
          method(
                  "java/lang/Runnable",
                  "java/lang/Thread.runWith(Ljava/lang/Object;Ljava/lang/Runnable;)V")
              .since(21)
              .neededFor(HAND_OVER));

  /* Methods that run, by a call of that type's run(), tasks that were handed over. */
  private static final MemberTable<String> WORKER_LOOPS =
      MemberTable.of(
          method(
                  "java/lang/Runnable",
                  CONCURRENT
                      + "ThreadPoolExecutor.runWorker(Ljava/util/concurrent/ThreadPoolExecutor$Worker;)V")
              .neededFor(HAND_OVER),
          method("java/util/TimerTask", "java/util/TimerThread.mainLoop()V").neededFor(HAND_OVER));

  private MethodRules() {}

  private static String rejected(String policy) {
    return CONCURRENT
        + "ThreadPoolExecutor$"
        + policy
        + ".rejectedExecution(Ljava/lang/Runnable;Ljava/util/concurrent/ThreadPoolExecutor;)V";
  }

  private static JdkMember<Span> once(String method) {
    return method(Span.FIRST_USE, method);
  }

  private static JdkMember<Span> neededOnce(String method) {
    return once(method).neededFor(FIRST_USE);
  }

  private static JdkMember<Span> handOver(Span span, String method) {
    return method(span, method).neededFor(HAND_OVER);
  }

  /** The tables. */
  public static List<MemberTable<?>> tables() {
    return List.of(SPANS, THREADS, WORKER_LOOPS);
  }

  /** The classes that the rules name. */
  public static Set<String> classes() {
    return new TreeSet<>(SPANS.owners());
  }

  public static @Nullable Span of(
      String owner, @Nullable String superName, String method, String desc) {
    if (method.equals("<clinit>")
        || AGENTS.contains(method + desc)
        || (LOADING.contains(method) && isLoader(superName))) {
      return Span.FIRST_USE;
    }
    Span span = SPANS.of(owner, method, desc);
    span = span == null ? CacheRules.fill(owner, method, desc) : span;
    return span == null ? ChanceRules.whole(owner, method, desc) : span;
  }

  private static boolean isLoader(@Nullable String superName) {
    return superName != null
        && (superName.endsWith("ClassLoader") || superName.startsWith("jdk/internal/loader/"));
  }

  /** Whether calls in a method may run a task, or what its thread was started for. */
  public static boolean isRunning(String owner, String method, String descriptor) {
    return WORKER_LOOPS.of(owner, method, descriptor) != null
        || THREADS.of(owner, method, descriptor) != null;
  }

  /** The hook that does so instead of a call of {@code run()}; null for most methods. */
  public static @Nullable String runHook(
      String owner, String method, String descriptor, String called) {
    return called.equals(WORKER_LOOPS.of(owner, method, descriptor))
        ? "run"
        : called.equals(THREADS.of(owner, method, descriptor)) ? "runTarget" : null;
  }
}
