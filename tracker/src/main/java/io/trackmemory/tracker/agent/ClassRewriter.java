package io.trackmemory.tracker.agent;

import static io.trackmemory.tracker.agent.HookCalls.call;

import io.trackmemory.tracker.record.Site;
import io.trackmemory.tracker.record.SiteOwner;
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
  private final Set<String> tooLarge;
  private @Nullable String superName;
  private boolean frames;
  private int methods;

  /**
   * Creates the rewriter.
   *
   * @param scan which methods to rewrite; all in a test class
   * @param testClasses numbers for test methods if this is a test class
   * @param tooLarge methods that cannot take their hooks, by name and descriptor
   */
  ClassRewriter(
      ClassVisitor next,
      ClassContext context,
      ClassScan scan,
      SiteOwner owner,
      @Nullable TestClasses testClasses,
      Set<String> tooLarge) {
    super(Opcodes.ASM9, next);
    this.context = context;
    this.scan = scan;
    this.owner = owner;
    this.testClasses = testClasses;
    this.tooLarge = tooLarge;
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
    boolean rewritten = scan.isRewritten(methods++);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0
        || (!rewritten && testClasses == null)) {
      return out; // the writer itself, which then copies the method as a whole
    }
    if (tooLarge.contains(name + descriptor)) {
      return new MarkedMethod(out, site(name, descriptor));
    }
    MethodRules.Span span = MethodRules.of(context.name, superName, name, descriptor);
    if (span != null) {
      out = spanned(out, span, access);
    }
    Set<String> lookup = CacheRules.lookup(context.name, name);
    if (lookup != null) {
      out =
          new LookupWriter(
              new SpanWriter(out, LookupWriter::begin, LookupWriter::end, frames, ""), lookup);
    }
    if (testClasses != null) {
      out = inTestClass(out, testClasses, access, name, descriptor);
    }
    return new MethodRewriter(out, context, name, descriptor);
  }

  private int site(String name, String descriptor) {
    return context.pass.next(Site.Kind.METHOD, name, descriptor, "", -1);
  }

  private MethodVisitor spanned(MethodVisitor out, MethodRules.Span span, int access) {
    boolean instance = (access & Opcodes.ACC_STATIC) == 0;
    return switch (span) {
      case FIRST_USE -> counted(out, "firstUse");
      case TRANSFORM ->
          new SpanWriter(
              out, NativeWriter::transformBegins, to -> call(to, "ownWork", -1), frames, "");
      case SILENT -> counted(out, "silent");
      case REPLACED ->
          new SpanWriter(out, NativeWriter::bodyBegins, NativeWriter::bodyEnds, frames, "");
      case UPCALL ->
          new SpanWriter(out, NativeWriter::upcallBegins, NativeWriter::upcallEnds, frames, "");
      case TASK ->
          new SpanWriter(
              out,
              to -> withThis(to, "taskBegins"),
              to -> withThis(to, "taskEnds"),
              frames,
              context.name);
      case WORKER -> new EntryWriter(out, to -> call(to, "workerBegins", "()V"));
      case HAND_OVER_THIS -> instance ? new EntryWriter(out, to -> withThis(to, "handOver")) : out;
      case HAND_OVER_NEW -> new ReturnWriter(out, to -> withThis(to, "handOver"));
      case HAND_OVER_ARGUMENT ->
          new EntryWriter(
              out,
              to -> {
                to.visitVarInsn(Opcodes.ALOAD, 1);
                call(to, "handOver", "(Ljava/lang/Object;)V");
              });
      case HIDDEN_CLASS ->
          new EntryWriter(
              out,
              to -> {
                to.visitVarInsn(Opcodes.ALOAD, 4);
                to.visitVarInsn(Opcodes.ALOAD, 1);
                call(to, "hidden", "([BLjava/lang/ClassLoader;)[B");
                to.visitVarInsn(Opcodes.ASTORE, 4);
              });
      case THREAD_END ->
          new EntryWriter(
              out,
              to -> {
                to.visitVarInsn(Opcodes.ALOAD, 0);
                call(to, "threadEnds", "(Ljava/lang/Thread;)V");
              });
    };
  }

  private MethodVisitor counted(MethodVisitor out, String hook) {
    return new SpanWriter(out, to -> call(to, hook, 1), to -> call(to, hook, -1), frames, "");
  }

  private static void withThis(MethodVisitor to, String hook) {
    to.visitVarInsn(Opcodes.ALOAD, 0);
    call(to, hook, "(Ljava/lang/Object;)V");
  }

  private MethodVisitor inTestClass(
      MethodVisitor out, TestClasses tests, int access, String name, String descriptor) {
    MethodVisitor inner = out;
    if ((access & Opcodes.ACC_SYNTHETIC) != 0 && name.startsWith("lambda$")) {
      inner = counted(out, "callback");
    } else if (!name.startsWith("<")) {
      int number = tests.number(context.name, name, descriptor);
      inner =
          new SpanWriter(
              out,
              to -> call(to, "bodyBegins", number),
              to -> call(to, "bodyEnds", number),
              frames,
              "");
    }
    return new TestMethodRewriter(inner);
  }

  /* A call at the entry. */
  private static final class EntryWriter extends MethodVisitor {
    private final SpanWriter.Call entry;

    EntryWriter(MethodVisitor next, SpanWriter.Call entry) {
      super(Opcodes.ASM9, next);
      this.entry = entry;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      entry.write(mv);
    }
  }

  /* A call at each normal end. */
  private static final class ReturnWriter extends MethodVisitor {
    private final SpanWriter.Call end;

    ReturnWriter(MethodVisitor next, SpanWriter.Call end) {
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
  }

  /* A method without hooks, that says so when it runs. */
  private static final class MarkedMethod extends MethodVisitor {
    private final int site;

    MarkedMethod(MethodVisitor next, int site) {
      super(Opcodes.ASM9, next);
      this.site = site;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      call(mv, "uncounted", site);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(Math.max(maxStack, 1), maxLocals);
    }
  }
}
