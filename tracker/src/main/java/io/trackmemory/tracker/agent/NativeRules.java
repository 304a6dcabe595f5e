package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of native methods are measured, and as what. Those named here, wherever they are
 * called; and any native method that gives an object, where its own class calls it.
 *
 * <p>Not measured are methods whose result is counted ({@link CallRules}), intrinsics, which make
 * nothing and must stay fast, and those that run other code as their purpose.
 */
final class NativeRules {

  private static final String HANDLES = "java/lang/invoke/MethodHandleNatives.";
  private static final String WALKER = "java/lang/StackStreamFactory$AbstractStackWalker.";

  private static final Map<String, Cause> NAMED =
      Map.ofEntries(
          // The backtrace of a throwable.
          Map.entry("java/lang/Throwable.fillInStackTrace", Cause.STACK_TRACES),
          // Its elements, with their names; on 17 one by one for a stack walker.
          Map.entry("java/lang/StackTraceElement.initStackTraceElements", Cause.STACK_TRACES),
          Map.entry("java/lang/StackTraceElement.initStackTraceElement", Cause.STACK_TRACES),
          // Methods of frames; the first calls the walker's function, an upcall.
          Map.entry(WALKER + "callStackWalk", Cause.STACK_TRACES),
          Map.entry(WALKER + "fetchStackFrames", Cause.STACK_TRACES),
          // What method a frame is of, on 25.
          Map.entry("java/lang/StackFrameInfo.expandStackFrameInfo", Cause.STACK_TRACES),
          // Stacks of threads.
          Map.entry("java/lang/Thread.dumpThreads", Cause.STACK_TRACES),
          Map.entry("java/lang/Thread.getStackTrace0", Cause.STACK_TRACES),
          Map.entry("jdk/internal/vm/ThreadSnapshot.create", Cause.STACK_TRACES),
          Map.entry("sun/management/ThreadImpl.dumpThreads0", Cause.STACK_TRACES),
          // Called through System's access for other packages.
          Map.entry("java/lang/Class.getConstantPool", Cause.REFLECTION),
          Map.entry("java/lang/Class.getRawAnnotations", Cause.REFLECTION),
          Map.entry("java/lang/Class.getRawTypeAnnotations", Cause.REFLECTION),
          // Mirrors of classes and what is linked with them.
          Map.entry("java/lang/Class.forName0", Cause.CLASS_LOADING),
          Map.entry("java/lang/ClassLoader.findBootstrapClass", Cause.CLASS_LOADING),
          Map.entry("java/lang/ClassLoader.defineClass0", Cause.CLASS_LOADING),
          Map.entry("java/lang/ClassLoader.defineClass1", Cause.CLASS_LOADING),
          Map.entry("java/lang/ClassLoader.defineClass2", Cause.CLASS_LOADING),
          Map.entry(
              "java/lang/invoke/LambdaProxyClassArchive.findFromArchive", Cause.CLASS_LOADING),
          // Names of resolved methods, member types.
          Map.entry(HANDLES + "init", Cause.METHOD_HANDLES),
          Map.entry(HANDLES + "expand", Cause.METHOD_HANDLES),
          Map.entry(HANDLES + "resolve", Cause.METHOD_HANDLES),
          Map.entry(HANDLES + "getMembers", Cause.METHOD_HANDLES),
          Map.entry(HANDLES + "getMemberVMInfo", Cause.METHOD_HANDLES),
          Map.entry(HANDLES + "copyOutBootstrapArguments", Cause.METHOD_HANDLES),
          // Names of files, on 17.
          Map.entry("java/io/FileSystem.list", Cause.NATIVE_METHODS),
          // Boxes an element.
          Map.entry("java/lang/reflect/Array.get", Cause.NATIVE_METHODS));

  /* Packages and classes whose native methods read what the VM knows of classes. */
  private static final Set<String> REFLECTIVE =
      Set.of(
          "java/lang/Class",
          "java/lang/reflect/Executable",
          "java/lang/reflect/Field",
          "jdk/internal/reflect/ConstantPool");

  private static final String ACCESSORS = "jdk/internal/reflect/";

  /* Names of all methods that are named here. */
  private static final Set<String> NAMES = names();

  private NativeRules() {}

  private static Set<String> names() {
    Set<String> names = new HashSet<>();
    for (String method : NAMED.keySet()) {
      names.add(method.substring(method.indexOf('.') + 1));
    }
    return names;
  }

  /** Whether calls of methods of that name may be measured wherever they are; most are not. */
  static boolean isNamed(String name) {
    return NAMES.contains(name);
  }

  /**
   * The cause as which a call is measured; null if it is not.
   *
   * @param ownCall whether the calling class is the owner
   * @param ownNatives native methods of the calling class, as {@link #of} gives them
   */
  static @Nullable Cause cause(
      String owner, String name, String descriptor, boolean ownCall, Set<String> ownNatives) {
    boolean mayBeOwn = ownCall && !ownNatives.isEmpty();
    if ((!mayBeOwn && !isNamed(name)) || CallRules.hook(owner, name, descriptor) != null) {
      return null;
    }
    boolean own = mayBeOwn && ownNatives.contains(name + descriptor);
    Cause named = NAMED.get(owner + "." + name);
    if (named != null) {
      return isOverloaded(owner, name) && !own ? null : named;
    }
    if (!own || !givesObject(descriptor) || isInvocation(owner, name)) {
      return null;
    }
    return REFLECTIVE.contains(owner) ? Cause.REFLECTION : Cause.NATIVE_METHODS;
  }

  /* The method that users call has the same name. */
  private static boolean isOverloaded(String owner, String name) {
    return owner.equals("java/lang/Throwable") && name.equals("fillInStackTrace");
  }

  private static boolean givesObject(String descriptor) {
    char result = descriptor.charAt(descriptor.indexOf(')') + 1);
    return result == 'L' || result == '[';
  }

  /* Runs a method of the user. */
  private static boolean isInvocation(String owner, String name) {
    return owner.startsWith(ACCESSORS) && name.equals("invoke0");
  }

  /** Native methods that a class declares and the JIT compiler does not replace. */
  static Set<String> of(ClassReader reader) {
    Set<String> natives = new HashSet<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return (access & Opcodes.ACC_NATIVE) == 0
                ? null
                : new Intrinsic(natives, name + descriptor);
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return natives;
  }

  /* Adds a method unless its annotations say that it is an intrinsic. */
  private static final class Intrinsic extends MethodVisitor {
    private final Set<String> natives;
    private final String method;
    private boolean intrinsic;

    Intrinsic(Set<String> natives, String method) {
      super(Opcodes.ASM9);
      this.natives = natives;
      this.method = method;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      intrinsic |= descriptor.equals("Ljdk/internal/vm/annotation/IntrinsicCandidate;");
      return null;
    }

    @Override
    public void visitEnd() {
      if (!intrinsic) {
        natives.add(method);
      }
    }
  }
}
