package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.jdk.CacheRules;
import io.trackmemory.tracker.jdk.MethodRules;
import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.site.SiteOwner;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Rewrites the methods of one class. */
final class ClassRewriter extends ClassVisitor {

  private static final HookCall WITHDRAWN_ALL =
      HookCall.result(HookCalls.HOOK, "withdrawnAll", "(Ljava/util/List;)V");
  private static final HookCall WITHDRAWN_IF =
      HookCall.result(HookCalls.HOOK, "withdrawnIf", "(ZLjava/lang/Object;)V", 1);

  private final ClassContext context;
  private final ClassScan scan;
  private final SiteOwner owner;
  private final @Nullable TestClasses testClasses;
  private final Exceptional apart;
  private @Nullable String superName;
  private boolean frames;
  private int methods;

  /**
   * Creates the rewriter.
   *
   * @param scan which methods to rewrite; all in a test class
   * @param testClasses numbers for test methods if this is a test class
   * @param apart methods that are not rewritten as most are
   */
  ClassRewriter(
      ClassVisitor next,
      ClassContext context,
      ClassScan scan,
      SiteOwner owner,
      @Nullable TestClasses testClasses,
      Exceptional apart) {
    super(Opcodes.ASM9, next);
    this.context = context;
    this.scan = scan;
    this.owner = owner;
    this.testClasses = testClasses;
    this.apart = apart;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    this.superName = superName;
    this.frames = (version & 0xFFFF) >= Opcodes.V1_6;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public void visitSource(@Nullable String source, @Nullable String debug) {
    owner.setSource(source);
    super.visitSource(source, debug);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
    int index = methods++;
    boolean rewritten = scan.isRewritten(index);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0
        || (!rewritten && testClasses == null && !context.countsItself)) {
      return out; // the writer itself, which then copies the method as a whole
    }
    if (apart.isTooLarge(name, descriptor)) {
      return new EntryWriter(
          out, number("uncounted", site(name, descriptor))); // says so as it runs
    }
    if (scan.offHeap) {
      out = new OffHeapWriter(out, context.name, name, descriptor);
    }
    MethodRules.Span span = scan.span(access, superName, name, descriptor, methods - 1);
    if (span != null) {
      out = spanned(out, span, access);
    }
    Set<String> lookup = CacheRules.lookup(context.name, name, descriptor);
    if (lookup != null) {
      out =
          new LookupWriter(
              new SpanWriter(out, LookupWriter.BEGIN, LookupWriter.END, frames, ""), lookup);
    }
    if (context.countsItself && name.equals("<init>")) {
      int varying =
          context.pass.next(
              Site.Kind.VARYING, name, descriptor, context.typeName(context.name), -1);
      out = new ReturnWriter(out, HookCall.object(HookCalls.HOOK, "dynamic", varying));
    }
    if (testClasses != null) {
      out = inTestClass(out, testClasses, access, name, descriptor);
    }
    MethodVisitor in = rewriter(out, access, name, descriptor, index);
    return name.equals("<init>") ? new ThrowWriter(in, context, access, descriptor, frames) : in;
  }

  private MethodVisitor rewriter(
      MethodVisitor out, int access, String name, String descriptor, int index) {
    Pairing pairing = apart.pairing(name, descriptor);
    MethodRewriter rewriter =
        new MethodRewriter(out, context, name, descriptor, pairing, scan.variables(index));
    return pairing == Pairing.TRACKED
        ? new UnevenWriter(rewriter, context, access, name, descriptor, scan.variables(index))
        : rewriter;
  }

  private int site(String name, String descriptor) {
    return context.pass.next(Site.Kind.METHOD, name, descriptor, "", -1);
  }

  private MethodVisitor spanned(MethodVisitor out, MethodRules.Span span, int access) {
    boolean instance = (access & Opcodes.ACC_STATIC) == 0;
    return switch (span) {
      case FIRST_USE -> counted(out, "firstUse");
      case TRANSFORM -> spanned(out, NativeWriter.TRANSFORM_BEGINS, number("ownWork", -1), "");
      case SILENT -> counted(out, "silent");
      case CHANCE -> counted(out, "chance");
      case REPLACED -> spanned(out, NativeWriter.BODY_BEGINS, NativeWriter.BODY_ENDS, "");
      case UPCALL -> spanned(out, NativeWriter.UPCALL_BEGINS, NativeWriter.UPCALL_ENDS, "");
      case JDK_BUFFERS ->
          spanned(
              out,
              HookCall.number(OffHeapWriter.HOOK, "jdkBuffers", 1),
              HookCall.number(OffHeapWriter.HOOK, "jdkBuffers", -1),
              "");
      case TASK -> spanned(out, reference("taskBegins", 0), reference("taskEnds", 0), context.name);
      case WORKER -> new EntryWriter(out, HookCall.plain(HookCalls.HOOK, "workerBegins"));
      case HAND_OVER_THIS -> instance ? new EntryWriter(out, reference("handOver", 0)) : out;
      case TASK_MADE -> new ReturnWriter(out, reference("taskMade", 0));
      case HAND_OVER_ARGUMENT -> new EntryWriter(out, reference("handOver", 1));
      case WITHDRAWN_ARGUMENT -> new EntryWriter(out, reference("withdrawn", 1));
      case WITHDRAWN_IF_TRUE -> new ReturnWriter(out, WITHDRAWN_IF);
      case WITHDRAWN_RESULT -> new ReturnWriter(out, WITHDRAWN_ALL);
      case MAYBE_TASK_MADE -> new ReturnWriter(out, reference("maybeTaskMade", 0));
      case MAYBE_TASK ->
          spanned(out, reference("maybeTaskBegins", 0), reference("taskEnds", 0), context.name);
      case EXECUTES ->
          taking(out, variables("executes", "(Ljava/lang/Object;Ljava/lang/Object;)V", 0, 1));
      case DISPATCHES -> taking(out, reference("dispatches", 2));
      case HAND_OVER_SECOND_ARGUMENT -> new EntryWriter(out, reference("handOver", 2));
      case DEFINES -> new EntryWriter(out, variables("defines", "(Ljava/lang/ClassLoader;)V", 0));
      case HIDDEN_CLASS ->
          new EntryWriter(
              out, variables("hidden", "([BLjava/lang/ClassLoader;)[B", 4, 1).storedIn(4));
      case THREAD_END -> new EntryWriter(out, variables("threadEnds", "(Ljava/lang/Thread;)V", 0));
    };
  }

  private MethodVisitor taking(MethodVisitor out, HookCall begin) {
    return new SpanWriter(out, begin, number("executed", 1), number("executed", 0), frames, "");
  }

  private MethodVisitor counted(MethodVisitor out, String hook) {
    return spanned(out, number(hook, 1), number(hook, -1), "");
  }

  private MethodVisitor spanned(MethodVisitor out, HookCall begin, HookCall end, String thisType) {
    return new SpanWriter(out, begin, end, frames, thisType);
  }

  private static HookCall number(String hook, int number) {
    return HookCall.number(HookCalls.HOOK, hook, number);
  }

  private static HookCall reference(String hook, int variable) {
    return variables(hook, "(Ljava/lang/Object;)V", variable);
  }

  private static HookCall variables(String hook, String descriptor, int... variables) {
    return HookCall.variables(HookCalls.HOOK, hook, descriptor, variables);
  }

  private MethodVisitor inTestClass(
      MethodVisitor out, TestClasses tests, int access, String name, String descriptor) {
    MethodVisitor inner = out;
    if ((access & Opcodes.ACC_SYNTHETIC) != 0 && name.startsWith("lambda$")) {
      inner = counted(out, "callback");
    } else if (!name.equals("<clinit>")) {
      int number = tests.number(context.name, name, descriptor);
      HookCall begin = number("bodyBegins", number);
      HookCall end = number("bodyEnds", number);
      inner =
          name.equals("<init>")
              ? new ConstructorSpanWriter(out, begin, end, frames)
              : spanned(out, begin, end, "");
    }
    return new TestMethodRewriter(inner);
  }

  /* A call at the entry. */
  private static final class EntryWriter extends MethodVisitor {
    private final HookCall entry;

    EntryWriter(MethodVisitor next, HookCall entry) {
      super(Opcodes.ASM9, next);
      this.entry = entry;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      entry.write(mv);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(Math.max(maxStack, 2), maxLocals);
    }
  }

  /* A call at each normal end. */
  private static final class ReturnWriter extends MethodVisitor {
    private final HookCall end;

    ReturnWriter(MethodVisitor next, HookCall end) {
      super(Opcodes.ASM9, next);
      this.end = end;
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        end.write(mv);
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 2, maxLocals);
    }
  }
}
