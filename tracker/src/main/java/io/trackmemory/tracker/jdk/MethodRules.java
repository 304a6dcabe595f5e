package io.trackmemory.tracker.jdk;

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
    /** A pool's loop is about to run the task in the second argument. */
    POOL_RUNS,
    /** It has run it. */
    POOL_RAN,
    /** {@code this} is a thread that ends. */
    THREAD_END,
    /** {@code this} is a class loader that defines a class. */
    DEFINES,
    /** The first argument is a class that a class loader has defined. */
    DEFINED,
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

  static final MemberTable<Span> SPANS =
      MemberTable.of(
          Span.class,
          """
          # Called by the JVM to link an invokedynamic instruction, a method handle or a constant.
          FIRST_USE: java/lang/invoke/MethodHandleNatives.linkCallSite neededFor FIRST_USE
          FIRST_USE: java/lang/invoke/MethodHandleNatives.linkDynamicConstant neededFor FIRST_USE
          FIRST_USE: java/lang/invoke/MethodHandleNatives.linkMethod neededFor FIRST_USE
          FIRST_USE: java/lang/invoke/MethodHandleNatives.linkMethodHandleConstant neededFor FIRST_USE
          FIRST_USE: java/lang/invoke/MethodHandleNatives.findMethodHandleType neededFor FIRST_USE
          # Method handles are specialised after a number of calls.
          FIRST_USE: java/lang/invoke/MethodHandle.customize
          FIRST_USE: java/lang/invoke/MethodHandleImpl$CountingWrapper.maybeStopCounting
          FIRST_USE: java/lang/invoke/LambdaForm.compileToBytecode
          FIRST_USE: java/lang/invoke/LambdaForm.prepare
          # Called by the JVM when it loads a class.
          FIRST_USE: java/lang/ClassLoader.checkPackageAccess until 23
          FIRST_USE: java/lang/ClassLoader.addClass
          FIRST_USE: java/lang/ClassLoader.desiredAssertionStatus
          FIRST_USE: java/lang/Class.desiredAssertionStatus
          # Constants of an enum are looked up by reflection once and kept by its class.
          FIRST_USE: java/lang/Class.getEnumConstantsShared
          FIRST_USE: java/lang/Class.enumConstantDirectory
          # Accessors are made once a member.
          FIRST_USE: jdk/internal/reflect/ReflectionFactory.newConstructorAccessor neededFor FIRST_USE
          FIRST_USE: jdk/internal/reflect/ReflectionFactory.newMethodAccessor neededFor FIRST_USE
          FIRST_USE: jdk/internal/reflect/ReflectionFactory.newFieldAccessor neededFor FIRST_USE
          FIRST_USE: jdk/internal/reflect/MethodHandleAccessorFactory.newMethodAccessor since 18
          FIRST_USE: jdk/internal/reflect/MethodHandleAccessorFactory.newConstructorAccessor since 18
          FIRST_USE: jdk/internal/reflect/MethodAccessorGenerator.generate until 21
          # Members of a class are read once and kept softly by it.
          FIRST_USE: java/lang/Class.newReflectionData
          # Called by a method handle until its class is initialised, then taken out of it.
          FIRST_USE: java/lang/invoke/DirectMethodHandle.ensureInitialized()V
          FIRST_USE: java/lang/invoke/DirectMethodHandle.ensureInitialized(Ljava/lang/Object;)V
          # Loads classes, whatever the overload; overridden in loaders of the JDK and of users.
          FIRST_USE: java/lang/ClassLoader.loadClass neededFor FIRST_USE
          FIRST_USE: java/lang/ClassLoader.defineClass neededFor FIRST_USE
          FIRST_USE: jdk/internal/loader/BuiltinClassLoader.loadClassOrNull
          FIRST_USE: jdk/internal/loader/BuiltinClassLoader.findClassOnClassPathOrNull
          # Called by each method that defines a class, before the JVM does.
          DEFINES: java/lang/ClassLoader.preDefineClass(Ljava/lang/String;Ljava/security/ProtectionDomain;)Ljava/security/ProtectionDomain; neededFor COUNTING
          # Called by each of them once it has.
          DEFINED: java/lang/ClassLoader.postDefineClass(Ljava/lang/Class;Ljava/security/ProtectionDomain;)V neededFor COUNTING
          # What JavaLangAccess makes of a hidden class: loader, lookup class, name, class file.
          HIDDEN_CLASS: java/lang/System$*.defineClass(Ljava/lang/ClassLoader;Ljava/lang/Class;Ljava/lang/String;[BLjava/security/ProtectionDomain;ZI* neededFor COUNTING in jdk/internal/access/JavaLangAccess
          # Called each time a virtual thread goes on: how often depends on timing.
          SILENT: java/lang/VirtualThread.*ubmitRunContinuation since 19
          # Replaced by code that makes what the body makes.
          SILENT: java/util/Arrays.copyOf([Ljava/lang/Object;ILjava/lang/Class;)[Ljava/lang/Object;
          SILENT: java/util/Arrays.copyOfRange([Ljava/lang/Object;IILjava/lang/Class;)[Ljava/lang/Object;
          SILENT: java/lang/StringUTF16.toBytes([CII)[B
          SILENT: java/math/BigInteger.implMultiplyToLen([II[II[I)[I
          # Replaced by code that needs none of the arrays that the body makes for itself, or not
          # as many.
          REPLACED: java/util/DualPivotQuicksort.partition(Ljava/lang/Class;Ljava/lang/Object;JIIIILjava/util/DualPivotQuicksort$PartitionOperation;)[I since 22
          REPLACED: java/math/BigInteger.implMontgomeryMultiply
          REPLACED: java/math/BigInteger.implMontgomerySquare
          REPLACED: sun/security/provider/SHA.implCompress0
          REPLACED: sun/security/provider/SHA2.implCompress0
          REPLACED: sun/security/provider/SHA5.implCompress0
          REPLACED: com/sun/crypto/provider/ML_KEM.implKyberNtt since 25
          REPLACED: com/sun/crypto/provider/ML_KEM.implKyberInverseNtt since 25
          # Fills the first frames of a stack and runs the function of who walks it.
          UPCALL: java/lang/StackStreamFactory$AbstractStackWalker.doStackWalk
          # For arrays that channels read and write, kept for each thread.
          JDK_BUFFERS: sun/nio/ch/Util.getTemporaryDirectBuffer(I)Ljava/nio/ByteBuffer;
          # Transformers of all agents.
          TRANSFORM: sun/instrument/InstrumentationImpl.transform(Ljava/lang/Module;Ljava/lang/ClassLoader;Ljava/lang/String;Ljava/lang/Class;Ljava/security/ProtectionDomain;[BZ)[B neededFor COUNTING
          # Work that is handed to other threads.
          HAND_OVER_THIS: java/lang/Thread.start()V neededFor HAND_OVER
          HAND_OVER_THIS: java/lang/Thread.start(Ljdk/internal/vm/ThreadContainer;)V neededFor HAND_OVER since 19
          HAND_OVER_THIS: java/lang/VirtualThread.start()V neededFor HAND_OVER since 19
          HAND_OVER_THIS: java/lang/VirtualThread.start(Ljdk/internal/vm/ThreadContainer;)V neededFor HAND_OVER since 19
          THREAD_END: java/lang/Thread.exit()V neededFor HAND_OVER
          # Named afterTerminate up to 21.0.3, afterDone from 21.0.4 on.
          THREAD_END: java/lang/VirtualThread.after*e neededFor HAND_OVER since 19
          TASK_MADE: java/util/concurrent/FutureTask.<init>(Ljava/util/concurrent/Callable;)V neededFor HAND_OVER
          TASK_MADE: java/util/concurrent/FutureTask.<init>(Ljava/lang/Runnable;Ljava/lang/Object;)V neededFor HAND_OVER
          TASK: java/util/concurrent/FutureTask.run()V neededFor HAND_OVER
          TASK: java/util/concurrent/FutureTask.runAndReset()Z neededFor HAND_OVER
          TASK_MADE: java/util/concurrent/ForkJoinTask.<init>()V neededFor HAND_OVER
          HAND_OVER_THIS: java/util/concurrent/ForkJoinTask.fork()Ljava/util/concurrent/ForkJoinTask; neededFor HAND_OVER
          TASK: java/util/concurrent/ForkJoinTask.doExec neededFor HAND_OVER
          # What others than workers submit; 19 has one method for both.
          HAND_OVER_ARGUMENT: java/util/concurrent/ForkJoinPool.externalSubmit(Ljava/util/concurrent/ForkJoinTask;)Ljava/util/concurrent/ForkJoinTask; neededFor HAND_OVER until 18
          HAND_OVER_ARGUMENT: java/util/concurrent/ForkJoinPool.externalSubmit(Ljava/util/concurrent/ForkJoinTask;)Ljava/util/concurrent/ForkJoinTask; neededFor HAND_OVER since 20
          HAND_OVER_ARGUMENT: java/util/concurrent/ForkJoinPool.lazySubmit(Ljava/util/concurrent/ForkJoinTask;)Ljava/util/concurrent/ForkJoinTask; neededFor HAND_OVER since 19
          # Gives the task, on 22 to 24 nothing.
          HAND_OVER_SECOND_ARGUMENT: java/util/concurrent/ForkJoinPool.poolSubmit(ZLjava/util/concurrent/ForkJoinTask;)* neededFor HAND_OVER since 19
          WORKER: java/util/concurrent/ForkJoinWorkerThread.run()V neededFor HAND_OVER
          WORKER: java/util/concurrent/DelayScheduler.run()V neededFor HAND_OVER since 25
          HAND_OVER_ARGUMENT: java/util/concurrent/ForkJoinPool.scheduleDelayedTask(Ljava/util/concurrent/DelayScheduler$ScheduledForkJoinTask;)Ljava/util/concurrent/DelayScheduler$ScheduledForkJoinTask; neededFor HAND_OVER since 25
          # A continuation, run by whoever completes what it waits for.
          TASK: java/util/concurrent/CompletableFuture$*.tryFire(I)Ljava/util/concurrent/CompletableFuture; neededFor HAND_OVER in java/util/concurrent/CompletableFuture$UniApply
          # Run by executors of users, which need not be of the JDK.
          TASK: java/util/concurrent/CompletableFuture$AsyncRun.run()V neededFor HAND_OVER
          TASK: java/util/concurrent/CompletableFuture$AsyncSupply.run()V neededFor HAND_OVER
          HAND_OVER_ARGUMENT: java/util/concurrent/ThreadPoolExecutor.execute(Ljava/lang/Runnable;)V neededFor HAND_OVER
          # Of the policies of a full or closed pool, those that will not have it run later.
          WITHDRAWN_ARGUMENT: java/util/concurrent/ThreadPoolExecutor$AbortPolicy.rejectedExecution(Ljava/lang/Runnable;Ljava/util/concurrent/ThreadPoolExecutor;)V neededFor HAND_OVER
          WITHDRAWN_ARGUMENT: java/util/concurrent/ThreadPoolExecutor$DiscardPolicy.rejectedExecution(Ljava/lang/Runnable;Ljava/util/concurrent/ThreadPoolExecutor;)V neededFor HAND_OVER
          WITHDRAWN_ARGUMENT: java/util/concurrent/ThreadPoolExecutor$CallerRunsPolicy.rejectedExecution(Ljava/lang/Runnable;Ljava/util/concurrent/ThreadPoolExecutor;)V neededFor HAND_OVER
          # A queue gives back what waits in it.
          WITHDRAWN_RESULT: java/util/concurrent/ThreadPoolExecutor.shutdownNow()Ljava/util/List; neededFor HAND_OVER
          WITHDRAWN_IF_TRUE: java/util/concurrent/ThreadPoolExecutor.remove(Ljava/lang/Runnable;)Z neededFor HAND_OVER
          WORKER: java/util/concurrent/ThreadPoolExecutor.runWorker(Ljava/util/concurrent/ThreadPoolExecutor$Worker;)V neededFor HAND_OVER
          # Called by runWorker too where that is as it was before the agent came.
          POOL_RUNS: java/util/concurrent/ThreadPoolExecutor.beforeExecute(Ljava/lang/Thread;Ljava/lang/Runnable;)V neededFor HAND_OVER
          POOL_RAN: java/util/concurrent/ThreadPoolExecutor.afterExecute(Ljava/lang/Runnable;Ljava/lang/Throwable;)V neededFor HAND_OVER
          HAND_OVER_ARGUMENT: java/util/concurrent/ScheduledThreadPoolExecutor.delayedExecute(Ljava/util/concurrent/RunnableScheduledFuture;)V neededFor HAND_OVER
          HAND_OVER_ARGUMENT: java/util/Timer.sched(Ljava/util/TimerTask;JJ)V neededFor HAND_OVER
          WORKER: java/util/TimerThread.run()V neededFor HAND_OVER
          WORKER: jdk/internal/ref/CleanerImpl.run()V neededFor HAND_OVER
          """);

  /*
   * Methods that run, by a call of run() of that type, a task that was handed over, or what their
   * thread was started for; with the hook that does so instead.
   */
  static final MemberTable<Set<String>> RUNNING =
      MemberTable.ofWords(
          """
          runTarget, java/lang/Runnable: java/lang/Thread.run()V neededFor HAND_OVER
          runTarget, java/lang/Runnable: java/lang/Thread.runWith(Ljava/lang/Object;Ljava/lang/Runnable;)V neededFor HAND_OVER since 21
          run, java/lang/Runnable: java/util/concurrent/ThreadPoolExecutor.runWorker(Ljava/util/concurrent/ThreadPoolExecutor$Worker;)V neededFor HAND_OVER
          run, java/util/TimerTask: java/util/TimerThread.mainLoop()V neededFor HAND_OVER
          """);

  private MethodRules() {}

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
    span = span == null ? CacheRules.FILLS.of(owner, method, desc) : span;
    return span == null ? ChanceRules.METHODS.of(owner, method, desc) : span;
  }

  private static boolean isLoader(@Nullable String superName) {
    return superName != null
        && (superName.endsWith("ClassLoader") || superName.startsWith("jdk/internal/loader/"));
  }

  /** Whether calls in a method may run a task, or what its thread was started for. */
  public static boolean isRunning(String owner, String method, String descriptor) {
    return RUNNING.of(owner, method, descriptor) != null;
  }

  /** The hook that does so instead of a call of {@code run()}; null for most methods. */
  public static @Nullable String runHook(
      String owner, String method, String descriptor, String called) {
    Set<String> running = RUNNING.of(owner, method, descriptor);
    return running == null || !running.contains(called)
        ? null
        : running.contains("run") ? "run" : "runTarget";
  }
}
