package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.spi.AllocationContract;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Has methods of one class that contracts are on tell where their calls begin and end. */
final class ContractSpans {

  private static final String TOO_LARGE =
      "its method is too large to be counted; make it smaller, or put the contract on what it calls";

  private final Contracts contracts;
  private final String className;
  private final TypeContracts ofClass;
  /* Number by which its constructors have what it inherits guarded; -1 if there is no need. */
  private final int heir;

  ContractSpans(Contracts contracts, String className, TypeContracts ofClass) {
    this.contracts = contracts;
    this.className = className;
    this.ofClass = ofClass;
    this.heir = contracts.guards().heir(className);
  }

  /** Whether no code of the class has one. */
  boolean isEmpty() {
    return !ofClass.areOnCode() && heir < 0 && contracts.guards().of(className) == 0;
  }

  /** Whether something is to be written around a method. */
  boolean areOn(String name, String descriptor) {
    return isOnCalls(name, descriptor) || isConstructed(name);
  }

  private boolean isOnCalls(String name, String descriptor) {
    return !ofClass.on(name, descriptor).isEmpty()
        || contracts.guards().isOn(className, name + descriptor);
  }

  private boolean isConstructed(String name) {
    return heir >= 0 && name.equals("<init>");
  }

  /** Puts the calls around what is written of a method, if there is one on it. */
  MethodVisitor around(MethodVisitor out, String name, String descriptor, boolean frames) {
    MethodVisitor inner =
        isConstructed(name) ? atEntry(out, constructs(), frames) : out; // before there is an object
    if (!isOnCalls(name, descriptor)) {
      return inner;
    }
    HookCall begin = begin(name, descriptor, "");
    HookCall end = HookCall.number("ends", begin.number()).of(HookCall.CONTRACTS);
    return name.equals("<init>")
        ? new WholeConstructor(inner, begin, end, frames)
        : new SpanWriter(inner, begin, end, end, frames, "");
  }

  private HookCall constructs() {
    return HookCall.number("constructs", heir).of(HookCall.CONTRACTS);
  }

  private HookCall begin(String name, String descriptor, String doubt) {
    List<AllocationContract> on = ofClass.on(name, descriptor);
    HookCall call =
        contracts.guards().isOn(className, name + descriptor)
            ? HookCall.object(
                "begins", contracts.guards().write(className, name, descriptor, on, doubt))
            : HookCall.number("begins", contracts.number(className, name, descriptor, on, doubt));
    return call.of(HookCall.CONTRACTS);
  }

  private static MethodVisitor atEntry(MethodVisitor out, HookCall call, boolean frames) {
    return new SpanWriter(out, call, null, null, frames, "");
  }

  /** Has a method that cannot be counted say so as it is called, if there is one on it. */
  MethodVisitor doubted(MethodVisitor out, String name, String descriptor, boolean frames) {
    return isOnCalls(name, descriptor)
        ? atEntry(out, begin(name, descriptor, TOO_LARGE), frames)
        : out;
  }

  /*
   * A constructor's span that also ends where what comes before the other constructor throws: by a
   * handler of its own, in which the object is not initialised and which cannot but throw. None can
   * stand around the call itself: if that throws, the call ends with what is around it.
   */
  private static final class WholeConstructor extends ConstructorSpanWriter {

    private static final Object[] UNINITIALISED = {Opcodes.UNINITIALIZED_THIS};

    private final HookCall end;
    private final boolean frames;
    private final Label first = new Label();
    private final Label other = new Label();
    private boolean isEmpty = true;

    WholeConstructor(MethodVisitor next, HookCall begin, HookCall end, boolean frames) {
      super(next, begin, end, frames);
      this.end = end;
      this.frames = frames;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      visitLabel(first);
    }

    @Override
    void beforeOther() {
      mv.visitInsn(Opcodes.NOP); // so that there is something between the labels
      visitLabel(other);
      isEmpty = false;
    }

    /* Behind the other handler, which stands around what comes before it. */
    @Override
    void handler(HookCall call) {
      super.handler(call);
      if (isEmpty) {
        return; // it has no other constructor, as that of Object
      }
      Label handler = new Label();
      visitLabel(handler);
      if (frames) {
        mv.visitFrame(Opcodes.F_FULL, 1, UNINITIALISED, 1, new Object[] {"java/lang/Throwable"});
      }
      end.write(mv);
      mv.visitInsn(Opcodes.ATHROW);
      visitTryCatchBlock(first, other, handler, null);
    }
  }
}
