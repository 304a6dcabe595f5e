package io.trackmemory.tracker.jdk;

import static io.trackmemory.tracker.jdk.JdkMember.method;
import static io.trackmemory.tracker.jdk.JdkMember.type;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of native methods are measured, and as what. Those named here, wherever they are
 * called; and any native method that gives an object, where its own class calls it.
 *
 * <p>Not measured are methods whose result is counted ({@link CallRules}), intrinsics, which make
 * nothing and must stay fast, and those that run other code as their purpose.
 */
public final class NativeRules {

  private static final String HANDLES = "java/lang/invoke/MethodHandleNatives.";
  private static final String WALKER = "java/lang/StackStreamFactory$AbstractStackWalker.";

  private static final MemberTable<Cause> NAMED =
      MemberTable.of(
          // The backtrace of a throwable; the method that users call has the same name.
          method(
              Cause.STACK_TRACES, "java/lang/Throwable.fillInStackTrace(I)Ljava/lang/Throwable;"),
          // Its elements, with their names; on 17 one by one for a stack walker.
          method(Cause.STACK_TRACES, "java/lang/StackTraceElement.initStackTraceElements"),
          method(Cause.STACK_TRACES, "java/lang/StackTraceElement.initStackTraceElement"),
          // Methods of frames; the first calls the walker's function, an upcall.
          method(Cause.STACK_TRACES, WALKER + "callStackWalk"),
          method(Cause.STACK_TRACES, WALKER + "fetchStackFrames"),
          // What method a frame is of, on 25.
          method(Cause.STACK_TRACES, "java/lang/StackFrameInfo.expandStackFrameInfo()V").since(22),
          // Stacks of threads.
          method(Cause.STACK_TRACES, "java/lang/Thread.dumpThreads"),
          method(Cause.STACK_TRACES, "java/lang/Thread.getStackTrace0()Ljava/lang/Object;")
              .since(19),
          method(Cause.STACK_TRACES, "jdk/internal/vm/ThreadSnapshot.create").since(25),
          method(Cause.STACK_TRACES, "sun/management/ThreadImpl.dumpThreads0"),
          // Called through System's access for other packages.
          method(Cause.REFLECTION, "java/lang/Class.getConstantPool"),
          method(Cause.REFLECTION, "java/lang/Class.getRawAnnotations"),
          method(Cause.REFLECTION, "java/lang/Class.getRawTypeAnnotations"),
          // Mirrors of classes and what is linked with them.
          method(Cause.CLASS_LOADING, "java/lang/Class.forName0"),
          method(Cause.CLASS_LOADING, "java/lang/ClassLoader.findBootstrapClass"),
          method(Cause.CLASS_LOADING, "java/lang/ClassLoader.defineClass0"),
          method(Cause.CLASS_LOADING, "java/lang/ClassLoader.defineClass1"),
          method(Cause.CLASS_LOADING, "java/lang/ClassLoader.defineClass2"),
          method(Cause.CLASS_LOADING, "java/lang/invoke/LambdaProxyClassArchive.findFromArchive"),
          // Names of resolved methods, member types.
          method(Cause.METHOD_HANDLES, HANDLES + "init"),
          method(Cause.METHOD_HANDLES, HANDLES + "expand"),
          method(Cause.METHOD_HANDLES, HANDLES + "resolve"),
          method(Cause.METHOD_HANDLES, HANDLES + "getMembers").until(20),
          method(Cause.METHOD_HANDLES, HANDLES + "getMemberVMInfo"),
          method(Cause.METHOD_HANDLES, HANDLES + "copyOutBootstrapArguments"),
          // Names of files, on 17.
          method(Cause.NATIVE_METHODS, "java/io/FileSystem.list"),
          // Boxes an element.
          method(Cause.NATIVE_METHODS, "java/lang/reflect/Array.get"));

  /* Classes whose native methods read what the VM knows of classes. */
  private static final List<JdkMember<Cause>> REFLECTIVE =
      List.of(
          type(Cause.REFLECTION, "java/lang/Class"),
          type(Cause.REFLECTION, "java/lang/reflect/Executable"),
          type(Cause.REFLECTION, "java/lang/reflect/Field"),
          type(Cause.REFLECTION, "jdk/internal/reflect/ConstantPool"));

  private static final String ACCESSORS = "jdk/internal/reflect/";

  private NativeRules() {}

  /** The tables. */
  public static List<MemberTable<?>> tables() {
    return List.of(NAMED);
  }

  /** The classes that are named as such. */
  public static List<JdkMember<Cause>> types() {
    return REFLECTIVE;
  }

  /** Whether calls of methods of that name may be measured wherever they are; most are not. */
  public static boolean isNamed(String name) {
    return NAMED.hasName(name);
  }

  /**
   * The cause as which a call is measured; null if it is not.
   *
   * @param ownCall whether the calling class is the owner
   * @param ownNatives native methods of the calling class, those aside that the JIT compiler
   *     replaces
   */
  public static @Nullable Cause cause(
      String owner, String name, String descriptor, boolean ownCall, Set<String> ownNatives) {
    boolean mayBeOwn = ownCall && !ownNatives.isEmpty();
    if ((!mayBeOwn && !isNamed(name)) || CallRules.hook(owner, name, descriptor) != null) {
      return null;
    }
    Cause named = NAMED.of(owner, name, descriptor);
    if (named != null) {
      return named;
    }
    boolean own = mayBeOwn && ownNatives.contains(name + descriptor);
    if (!own || !givesObject(descriptor) || isInvocation(owner, name)) {
      return null;
    }
    for (int i = 0; i < REFLECTIVE.size(); i++) {
      if (REFLECTIVE.get(i).owner().equals(owner)) {
        return Cause.REFLECTION;
      }
    }
    return Cause.NATIVE_METHODS;
  }

  private static boolean givesObject(String descriptor) {
    char result = descriptor.charAt(descriptor.indexOf(')') + 1);
    return result == 'L' || result == '[';
  }

  /* Runs a method of the user. */
  private static boolean isInvocation(String owner, String name) {
    return owner.startsWith(ACCESSORS) && name.equals("invoke0");
  }
}
