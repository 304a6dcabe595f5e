package io.trackmemory.tracker.jdk;

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

  /** Methods whose calls are measured wherever they are. */
  public static final MemberTable<Cause> NAMED =
      MemberTable.of(
          Cause.class,
          """
          # The backtrace of a throwable; the method that users call has the same name.
          STACK_TRACES: java/lang/Throwable.fillInStackTrace(I)Ljava/lang/Throwable;
          # Its elements, with their names; on 17 one by one for a stack walker.
          STACK_TRACES: java/lang/StackTraceElement.initStackTraceElements
          STACK_TRACES: java/lang/StackTraceElement.initStackTraceElement
          # Methods of frames; the first calls the walker's function, an upcall.
          STACK_TRACES: java/lang/StackStreamFactory$AbstractStackWalker.callStackWalk
          STACK_TRACES: java/lang/StackStreamFactory$AbstractStackWalker.fetchStackFrames
          # What method a frame is of, on 25.
          STACK_TRACES: java/lang/StackFrameInfo.expandStackFrameInfo()V since 22
          # Stacks of threads.
          STACK_TRACES: java/lang/Thread.dumpThreads
          STACK_TRACES: java/lang/Thread.getStackTrace0()Ljava/lang/Object; since 19
          STACK_TRACES: jdk/internal/vm/ThreadSnapshot.create since 25
          STACK_TRACES: sun/management/ThreadImpl.dumpThreads0
          # Called through System's access for other packages.
          REFLECTION: java/lang/Class.getConstantPool
          REFLECTION: java/lang/Class.getRawAnnotations
          REFLECTION: java/lang/Class.getRawTypeAnnotations
          # Mirrors of classes and what is linked with them.
          CLASS_LOADING: java/lang/Class.forName0
          CLASS_LOADING: java/lang/ClassLoader.findBootstrapClass
          CLASS_LOADING: java/lang/ClassLoader.defineClass0
          CLASS_LOADING: java/lang/ClassLoader.defineClass1
          CLASS_LOADING: java/lang/ClassLoader.defineClass2
          CLASS_LOADING: java/lang/invoke/LambdaProxyClassArchive.findFromArchive
          # Names of resolved methods, member types.
          METHOD_HANDLES: java/lang/invoke/MethodHandleNatives.init
          METHOD_HANDLES: java/lang/invoke/MethodHandleNatives.expand
          METHOD_HANDLES: java/lang/invoke/MethodHandleNatives.resolve
          METHOD_HANDLES: java/lang/invoke/MethodHandleNatives.getMembers until 20
          METHOD_HANDLES: java/lang/invoke/MethodHandleNatives.getMemberVMInfo
          METHOD_HANDLES: java/lang/invoke/MethodHandleNatives.copyOutBootstrapArguments
          # Names of files, on 17.
          NATIVE_METHODS: java/io/FileSystem.list
          # Boxes an element.
          NATIVE_METHODS: java/lang/reflect/Array.get
          """);

  /* Classes whose native methods read what the VM knows of classes. */
  static final List<JdkMember<String>> REFLECTIVE =
      JdkMember.read(
          """
          java/lang/Class
          java/lang/reflect/Executable
          java/lang/reflect/Field
          jdk/internal/reflect/ConstantPool
          """);

  private static final String ACCESSORS = "jdk/internal/reflect/";

  private NativeRules() {}

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
    if ((!mayBeOwn && !NAMED.hasName(name))
        || CallRules.CALLS.of(owner, name, descriptor) != null) {
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
