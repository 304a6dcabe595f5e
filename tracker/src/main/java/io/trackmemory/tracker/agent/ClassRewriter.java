package io.trackmemory.tracker.agent;

import static io.trackmemory.tracker.agent.HookCall.number;
import static io.trackmemory.tracker.agent.HookCall.reference;
import static io.trackmemory.tracker.agent.HookCall.variables;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import io.trackmemory.tracker.gate.AccountView;
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

  private final ClassContext context;
  private final ClassScan scan;
  private final SiteOwner owner;
  private final @Nullable TestClasses testClasses;
  private final ContractSpans contracts;
  private final Exceptional apart;
  private @Nullable String superName;
  private boolean frames;
  private int methods;

  /**
   * Creates the rewriter.
   *
   * @param scan which methods to rewrite; all in a test class
   * @param testClasses numbers for test methods if this is a test class
   * @param contracts on calls of its methods
   * @param apart methods that are not rewritten as most are
   */
  ClassRewriter(
      ClassVisitor next,
      ClassContext context,
      ClassScan scan,
      SiteOwner owner,
      @Nullable TestClasses testClasses,
      ContractSpans contracts,
      Exceptional apart) {
    super(Opcodes.ASM9, next);
    this.context = context;
    this.scan = scan;
    this.owner = owner;
    this.testClasses = testClasses;
    this.contracts = contracts;
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
        || (!rewritten
            && testClasses == null
            && !contracts.areOn(name, descriptor)
            && !context.countsItself)) {
      return out; // the writer itself, which then copies the method as a whole
    }
    if (apart.isTooLarge(name, descriptor)) {
      out = contracts.doubted(out, name, descriptor, frames);
      return atEntry(out, number("uncounted", site(name, descriptor))); // says so as it runs
    }
    if (scan.offHeap) {
      out = new OffHeapWriter(out, context.name, name, descriptor);
    }
    MethodRules.Span span = scan.span(access, superName, name, descriptor, methods - 1);
    if (span != null) {
      out = spanned(out, span, access, name.equals("<init>"));
    }
    Set<String> lookup = CacheRules.LOOKUPS.of(context.name, name, descriptor);
    if (lookup != null) {
      out = new LookupWriter(spanned(out, LookupWriter.BEGIN, LookupWriter.END, ""), lookup);
    }
    if (context.countsItself && name.equals("<init>")) {
      int varying =
          context.pass.next(
              Site.Kind.VARYING, name, descriptor, context.typeName(context.name), -1);
      out = atReturn(out, HookCall.object("dynamic", varying));
    }
    if (testClasses != null) {
      out = inTestClass(out, testClasses, access, name, descriptor);
    }
    out = contracts.around(out, name, descriptor, frames);
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

  private MethodVisitor spanned(
      MethodVisitor out, MethodRules.Span span, int access, boolean constructor) {
    boolean instance = (access & Opcodes.ACC_STATIC) == 0;
    return switch (span) {
      case FIRST_USE -> counted(out, HookCall.HOOK, "firstUse");
      case TRANSFORM -> // name and file of the class
          spanned(
              out,
              variables("transformBegins", "(Ljava/lang/String;[B)V", 3, 6)
                  .of(HookCall.NATIVE_CALLS),
              number("ownWork", -1),
              "");
      case SILENT -> counted(out, HookCall.HOOK, "silent");
      case CHANCE ->
          constructor
              ? new ConstructorSpanWriter(out, number("chance", 1), number("chance", -1), frames)
              : counted(out, HookCall.HOOK, "chance");
      case REPLACED ->
          spanned(
              out,
              number("bodyBegins", AccountView.CAUSES.indexOf(Cause.INTRINSICS))
                  .of(HookCall.NATIVE_CALLS),
              HookCall.plain("bodyEnds").of(HookCall.NATIVE_CALLS),
              "");
      case UPCALL -> counted(out, HookCall.NATIVE_CALLS, "upcall");
      case JDK_BUFFERS -> counted(out, HookCall.NATIVE_MEMORY, "jdkBuffers");
      case TASK -> spanned(out, reference("taskBegins", 0), reference("taskEnds", 0), context.name);
      case WORKER -> atEntry(out, HookCall.plain("workerBegins"));
      case HAND_OVER_THIS -> instance ? atEntry(out, reference("handOver", 0)) : out;
      case TASK_MADE -> atReturn(out, reference("taskMade", 0));
      case HAND_OVER_ARGUMENT -> atEntry(out, reference("handOver", 1));
      case WITHDRAWN_ARGUMENT -> atEntry(out, reference("withdrawn", 1));
      case WITHDRAWN_IF_TRUE ->
          atReturn(out, HookCall.result("withdrawnIf", "(ZLjava/lang/Object;)V", 1));
      case WITHDRAWN_RESULT ->
          atReturn(out, HookCall.result("withdrawnAll", "(Ljava/util/List;)V"));
      case MAYBE_TASK_MADE -> atReturn(out, reference("maybeTaskMade", 0));
      case MAYBE_TASK ->
          spanned(out, reference("maybeTaskBegins", 0), reference("taskEnds", 0), context.name);
      case EXECUTES ->
          taking(out, variables("executes", "(Ljava/lang/Object;Ljava/lang/Object;)V", 0, 1));
      case DISPATCHES -> taking(out, reference("dispatches", 2));
      case HAND_OVER_SECOND_ARGUMENT -> atEntry(out, reference("handOver", 2));
      case POOL_RUNS -> atReturn(out, reference("poolRuns", 2));
      case POOL_RAN -> atEntry(out, HookCall.plain("poolRan"));
      case DEFINES -> atEntry(out, variables("defines", "(Ljava/lang/ClassLoader;)V", 0));
      case DEFINED ->
          atEntry(out, variables("defined", "(Ljava/lang/Class;)V", 1).of(HookCall.CONTRACTS));
      case HIDDEN_CLASS ->
          atEntry(out, variables("hidden", "([BLjava/lang/ClassLoader;)[B", 4, 1).storedIn(4));
      case THREAD_END -> atEntry(out, variables("threadEnds", "(Ljava/lang/Thread;)V", 0));
    };
  }

  private MethodVisitor taking(MethodVisitor out, HookCall begin) {
    return new SpanWriter(out, begin, number("executed", 1), number("executed", 0), frames, "");
  }

  private MethodVisitor counted(MethodVisitor out, String owner, String hook) {
    return spanned(out, number(hook, 1).of(owner), number(hook, -1).of(owner), "");
  }

  private MethodVisitor spanned(MethodVisitor out, HookCall begin, HookCall end, String thisType) {
    return new SpanWriter(out, begin, end, end, frames, thisType);
  }

  private MethodVisitor atEntry(MethodVisitor out, HookCall call) {
    return new SpanWriter(out, call, null, null, frames, "");
  }

  private MethodVisitor atReturn(MethodVisitor out, HookCall call) {
    return new SpanWriter(out, null, call, null, frames, "");
  }

  private MethodVisitor inTestClass(
      MethodVisitor out, TestClasses tests, int access, String name, String descriptor) {
    MethodVisitor inner = out;
    if ((access & Opcodes.ACC_SYNTHETIC) != 0 && name.startsWith("lambda$")) {
      inner = counted(out, HookCall.HOOK, "callback");
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
}
