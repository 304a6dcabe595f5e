package io.trackmemory.tracker.jdk;

import io.trackmemory.tracker.jdk.MethodRules.Span;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How tasks are followed through code that nobody has named: by the types that all of it uses. A
 * task is made by a constructor or a lambda, taken by a method of an executor, and run by its
 * method or a call of that; which objects are tasks the hooks ask when they see them. The JDK's own
 * ways are named one by one, in {@link MethodRules}: of it only calls of tasks are looked at, where
 * it runs those of others.
 */
public final class TaskRules {

  private static final String RUNNABLE = "java/lang/Runnable";
  private static final String CALLABLE = "java/util/concurrent/Callable";

  private static final Set<String> TASKS =
      Set.of(
          RUNNABLE,
          CALLABLE,
          "java/util/concurrent/RunnableFuture",
          "java/util/concurrent/RunnableScheduledFuture");

  /* Whoever resumes a coroutine runs it through this. */
  private static final String CONTINUATION = "kotlin/coroutines/jvm/internal/BaseContinuationImpl";

  private static final String CONCURRENT = "java/util/concurrent/";
  private static final String LAMBDA = "$$Lambda";

  private TaskRules() {}

  /** Whether a type is one of tasks. */
  public static boolean isTaskType(String internalName) {
    return TASKS.contains(internalName);
  }

  /** Whether a method is one that runs a task. */
  public static boolean isRun(String name, String descriptor) {
    return (name.equals("run") && descriptor.equals("()V"))
        || (name.equals("call") && descriptor.equals("()Ljava/lang/Object;"));
  }

  /** Whether the code of a class is followed by these rules: not the JDK's. */
  static boolean concern(String className) {
    return !className.startsWith("java/")
        && !className.startsWith("javax/")
        && !className.startsWith("jdk/")
        && !className.startsWith("sun/")
        && !className.startsWith("com/sun/");
  }

  /** Whether objects of a class may be tasks, of those that have a method to run or say so. */
  public static boolean mayBeTask(String className, int access) {
    return !Modifier.isInterface(access)
        && concern(className)
        && !className.contains(LAMBDA); // seen where it is written and where it is called
  }

  /**
   * What to do around a method.
   *
   * @param task whether objects of the class may be tasks
   */
  public static @Nullable Span of(
      boolean task, String className, int access, String name, String descriptor) {
    if (Modifier.isStatic(access)) {
      return null;
    }
    if (className.equals(CONTINUATION)) {
      return name.equals("<init>")
          ? Span.TASK_MADE
          : name.equals("resumeWith") ? Span.MAYBE_TASK : null;
    }
    if (task && (name.equals("<init>") || isRun(name, descriptor))) {
      return name.equals("<init>") ? Span.MAYBE_TASK_MADE : Span.MAYBE_TASK;
    }
    if (name.equals("execute") && descriptor.equals("(Ljava/lang/Runnable;)V")) {
      return concern(className) ? Span.EXECUTES : null;
    }
    if (name.equals("beforeExecute")
        && descriptor.equals("(Ljava/lang/Thread;Ljava/lang/Runnable;)V")) {
      return Span.POOL_RUNS;
    }
    if (name.equals("afterExecute")
        && descriptor.equals("(Ljava/lang/Runnable;Ljava/lang/Throwable;)V")) {
      return Span.POOL_RAN;
    }
    return descriptor.equals("(Lkotlin/coroutines/CoroutineContext;Ljava/lang/Runnable;)V")
        ? Span.DISPATCHES
        : null;
  }

  /** The hook that runs a task instead of a call in a class; null for other calls. */
  public static @Nullable String hook(
      String className, String owner, String name, String descriptor) {
    if (!owner.equals(RUNNABLE) && !owner.equals(CALLABLE)) {
      return null;
    }
    boolean followed = concern(className) || className.startsWith(CONCURRENT);
    return followed && isRun(name, descriptor)
        ? owner.equals(RUNNABLE) ? "runMaybe" : "callMaybe"
        : null;
  }

  /** Whether a lambda is a task by its method. */
  public static boolean isLambda(String className, String method, Object samType) {
    return concern(className) && isRun(method, samType.toString());
  }
}
