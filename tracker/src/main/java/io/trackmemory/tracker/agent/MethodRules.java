package io.trackmemory.tracker.agent;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of the JDK are more than their instructions. Named one by one, each with its
 * reason, because what a rule sets apart no verdict sees.
 */
final class MethodRules {

  /** What to do around the body of a method. */
  enum Span {
    /** Work that the JVM or the JDK does once for a piece of code. */
    FIRST_USE,
    /** Work of agents, ours and others: class name in the third argument, file in the sixth. */
    TRANSFORM,
    /** The JIT compiler replaces the body: what it makes is counted by its callers. */
    SILENT,
    /** The JIT compiler replaces the body by code that makes less: what it makes is not counted. */
    REPLACED,
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
    /** {@code this} is a thread that ends. */
    THREAD_END,
    /** A hidden class is defined, from the class file in the fourth argument. */
    HIDDEN_CLASS
  }

  private static final Set<String> ANY_SIGNATURE =
      Set.of("loadClass", "defineClass", "loadClassOrNull", "findClassOnClassPathOrNull");

  /* Loader, lookup class, name, class file: what JavaLangAccess takes for a hidden class. */
  private static final String HIDDEN_DEFINITION =
      "(Ljava/lang/ClassLoader;Ljava/lang/Class;Ljava/lang/String;[BLjava/security/ProtectionDomain;ZI";

  private static final Map<String, Span> SPANS =
      Map.ofEntries(
          // Called by the JVM to link an invokedynamic instruction, a method handle or a constant.
          Map.entry("java/lang/invoke/MethodHandleNatives.linkCallSite", Span.FIRST_USE),
          Map.entry("java/lang/invoke/MethodHandleNatives.linkDynamicConstant", Span.FIRST_USE),
          Map.entry("java/lang/invoke/MethodHandleNatives.linkMethod", Span.FIRST_USE),
          Map.entry(
              "java/lang/invoke/MethodHandleNatives.linkMethodHandleConstant", Span.FIRST_USE),
          Map.entry("java/lang/invoke/MethodHandleNatives.findMethodHandleType", Span.FIRST_USE),
          // Method handles are specialised after a number of calls.
          Map.entry("java/lang/invoke/MethodHandle.customize", Span.FIRST_USE),
          Map.entry(
              "java/lang/invoke/MethodHandleImpl$CountingWrapper.maybeStopCounting",
              Span.FIRST_USE),
          Map.entry("java/lang/invoke/LambdaForm.compileToBytecode", Span.FIRST_USE),
          Map.entry("java/lang/invoke/LambdaForm.prepare", Span.FIRST_USE),
          // Called by the JVM when it loads a class.
          Map.entry("java/lang/ClassLoader.checkPackageAccess", Span.FIRST_USE),
          Map.entry("java/lang/ClassLoader.addClass", Span.FIRST_USE),
          Map.entry("java/lang/ClassLoader.desiredAssertionStatus", Span.FIRST_USE),
          Map.entry("java/lang/Class.desiredAssertionStatus", Span.FIRST_USE),
          // Constants of an enum are looked up by reflection once and kept by its class.
          Map.entry("java/lang/Class.getEnumConstantsShared", Span.FIRST_USE),
          Map.entry("java/lang/Class.enumConstantDirectory", Span.FIRST_USE),
          // Accessors are made once a member.
          Map.entry(
              "jdk/internal/reflect/ReflectionFactory.newConstructorAccessor", Span.FIRST_USE),
          Map.entry("jdk/internal/reflect/ReflectionFactory.newMethodAccessor", Span.FIRST_USE),
          Map.entry("jdk/internal/reflect/ReflectionFactory.newFieldAccessor", Span.FIRST_USE),
          Map.entry(
              "jdk/internal/reflect/MethodHandleAccessorFactory.newMethodAccessor", Span.FIRST_USE),
          Map.entry(
              "jdk/internal/reflect/MethodHandleAccessorFactory.newConstructorAccessor",
              Span.FIRST_USE),
          Map.entry("jdk/internal/reflect/MethodAccessorGenerator.generate", Span.FIRST_USE),
          // Members of a class are read once and kept softly by it.
          Map.entry("java/lang/Class.newReflectionData", Span.FIRST_USE),
          // Called by a method handle until its class is initialised, then taken out of it.
          Map.entry("java/lang/invoke/DirectMethodHandle.ensureInitialized", Span.FIRST_USE),
          // Replaced by code that makes what the body makes.
          Map.entry("java/lang/StringUTF16.toBytes", Span.SILENT),
          Map.entry("java/math/BigInteger.implMultiplyToLen", Span.SILENT),
          // Replaced by code that needs none of the arrays that the body makes for itself, or not
          // as many.
          Map.entry("java/util/DualPivotQuicksort.partition", Span.REPLACED),
          Map.entry("java/math/BigInteger.implMontgomeryMultiply", Span.REPLACED),
          Map.entry("java/math/BigInteger.implMontgomerySquare", Span.REPLACED),
          Map.entry("sun/security/provider/SHA.implCompress0", Span.REPLACED),
          Map.entry("sun/security/provider/SHA2.implCompress0", Span.REPLACED),
          Map.entry("sun/security/provider/SHA5.implCompress0", Span.REPLACED),
          // Fills the first frames of a stack and runs the function of who walks it.
          Map.entry("java/lang/StackStreamFactory$AbstractStackWalker.doStackWalk", Span.UPCALL),
          // For arrays that channels read and write, kept for each thread.
          Map.entry("sun/nio/ch/Util.getTemporaryDirectBuffer", Span.JDK_BUFFERS),
          // Transformers of all agents.
          Map.entry("sun/instrument/InstrumentationImpl.transform", Span.TRANSFORM),
          // Work that is handed to other threads.
          Map.entry("java/lang/Thread.start", Span.HAND_OVER_THIS),
          Map.entry("java/lang/VirtualThread.start", Span.HAND_OVER_THIS),
          Map.entry("java/lang/Thread.exit", Span.THREAD_END),
          Map.entry("java/lang/VirtualThread.afterTerminate", Span.THREAD_END),
          Map.entry("java/lang/VirtualThread.afterDone", Span.THREAD_END),
          Map.entry("java/util/concurrent/FutureTask.<init>", Span.TASK_MADE),
          Map.entry("java/util/concurrent/FutureTask.run", Span.TASK),
          Map.entry("java/util/concurrent/FutureTask.runAndReset", Span.TASK),
          Map.entry("java/util/concurrent/ForkJoinTask.<init>", Span.TASK_MADE),
          Map.entry("java/util/concurrent/ForkJoinTask.fork", Span.HAND_OVER_THIS),
          Map.entry("java/util/concurrent/ForkJoinTask.doExec", Span.TASK),
          Map.entry("java/util/concurrent/ForkJoinPool.externalSubmit", Span.HAND_OVER_ARGUMENT),
          Map.entry("java/util/concurrent/ForkJoinPool.lazySubmit", Span.HAND_OVER_ARGUMENT),
          Map.entry("java/util/concurrent/ForkJoinPool.poolSubmit", Span.HAND_OVER_SECOND_ARGUMENT),
          Map.entry("java/util/concurrent/ForkJoinWorkerThread.run", Span.WORKER),
          Map.entry("java/util/concurrent/DelayScheduler.run", Span.WORKER),
          // Run by executors of users, which need not be of the JDK.
          Map.entry("java/util/concurrent/CompletableFuture$AsyncRun.run", Span.TASK),
          Map.entry("java/util/concurrent/CompletableFuture$AsyncSupply.run", Span.TASK),
          Map.entry("java/util/concurrent/ThreadPoolExecutor.execute", Span.HAND_OVER_ARGUMENT),
          Map.entry("java/util/concurrent/ThreadPoolExecutor.runWorker", Span.WORKER),
          Map.entry(
              "java/util/concurrent/ScheduledThreadPoolExecutor.delayedExecute",
              Span.HAND_OVER_ARGUMENT),
          Map.entry("java/util/Timer.sched", Span.HAND_OVER_ARGUMENT),
          Map.entry("java/util/TimerThread.run", Span.WORKER),
          Map.entry("jdk/internal/ref/CleanerImpl.run", Span.WORKER));

  private static final Set<String> CLASSES = classesOf(SPANS.keySet());

  private MethodRules() {}

  private static Set<String> classesOf(Set<String> methods) {
    Set<String> names = new HashSet<>();
    for (String method : methods) {
      names.add(method.substring(0, method.lastIndexOf('.')));
    }
    return names;
  }

  /** The classes that the rules name. */
  static Set<String> classes() {
    return new TreeSet<>(CLASSES);
  }

  static @Nullable Span of(String owner, @Nullable String superName, String method, String desc) {
    if (method.equals("<clinit>")) {
      return Span.FIRST_USE;
    }
    if (ANY_SIGNATURE.contains(method) && isLoader(owner, superName)) {
      return Span.FIRST_USE;
    }
    if (method.equals("defineClass") && owner.startsWith("java/lang/System$")) {
      return desc.startsWith(HIDDEN_DEFINITION) ? Span.HIDDEN_CLASS : null;
    }
    if (owner.equals("java/util/Arrays") && isHookedAtCallers(owner, method, desc)) {
      return Span.SILENT;
    }
    if (CacheRules.isFill(owner, method)) {
      return Span.FIRST_USE;
    }
    if (owner.equals("java/lang/VirtualThread") && method.endsWith("ubmitRunContinuation")) {
      return Span.SILENT; // how often depends on timing
    }
    if (method.equals("tryFire") && owner.startsWith("java/util/concurrent/CompletableFuture$")) {
      return Span.TASK; // a continuation, run by whoever completes what it waits for
    }
    if (!CLASSES.contains(owner)
        || (owner.equals("java/lang/StringUTF16") && !isHookedAtCallers(owner, method, desc))) {
      return null;
    }
    return SPANS.get(owner + "." + method);
  }

  private static boolean isLoader(String owner, @Nullable String superName) {
    return owner.equals("java/lang/ClassLoader")
        || (superName != null
            && (superName.endsWith("ClassLoader") || superName.startsWith("jdk/internal/loader/")));
  }

  /* Methods that the JIT compiler replaces by code of its own, so that hooks inside would not run:
   * their callers are hooked instead. */
  private static final Set<String> HOOKED_AT_CALLERS =
      Set.of(
          "java/util/Arrays.copyOf([Ljava/lang/Object;ILjava/lang/Class;)[Ljava/lang/Object;",
          "java/util/Arrays.copyOfRange([Ljava/lang/Object;IILjava/lang/Class;)[Ljava/lang/Object;",
          "java/lang/StringUTF16.toBytes([CII)[B",
          "java/lang/Integer.valueOf(I)Ljava/lang/Integer;",
          "java/lang/Long.valueOf(J)Ljava/lang/Long;",
          "java/lang/Short.valueOf(S)Ljava/lang/Short;",
          "java/lang/Character.valueOf(C)Ljava/lang/Character;",
          "java/lang/Float.valueOf(F)Ljava/lang/Float;",
          "java/lang/Double.valueOf(D)Ljava/lang/Double;");

  static boolean isHookedAtCallers(String owner, String method, String desc) {
    return CallRules.isNamed(method) && HOOKED_AT_CALLERS.contains(owner + "." + method + desc);
  }
}
