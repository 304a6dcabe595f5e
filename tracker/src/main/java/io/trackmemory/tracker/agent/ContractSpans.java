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

  ContractSpans(Contracts contracts, String className, TypeContracts ofClass) {
    this.contracts = contracts;
    this.className = className;
    this.ofClass = ofClass;
  }

  /** Whether contracts are on calls of a method. */
  boolean areOn(String name, String descriptor) {
    return !ofClass.on(name, descriptor).isEmpty();
  }

  /** Puts the calls around what is written of a method, if there is one on it. */
  MethodVisitor around(MethodVisitor out, String name, String descriptor, boolean frames) {
    List<AllocationContract> on = ofClass.on(name, descriptor);
    if (on.isEmpty()) {
      return out;
    }
    int number = contracts.number(className, name, descriptor, on, "");
    HookCall begin = HookCall.number("begins", number).of(HookCall.CONTRACTS);
    HookCall end = HookCall.number("ends", number).of(HookCall.CONTRACTS);
    return name.equals("<init>")
        ? new WholeConstructor(out, begin, end, frames)
        : new SpanWriter(out, begin, end, end, frames, "");
  }

  /** Has a method that cannot be counted say so as it is called, if there is one on it. */
  MethodVisitor doubted(MethodVisitor out, String name, String descriptor, boolean frames) {
    List<AllocationContract> on = ofClass.on(name, descriptor);
    if (on.isEmpty()) {
      return out;
    }
    int number = contracts.number(className, name, descriptor, on, TOO_LARGE);
    HookCall call = HookCall.number("begins", number).of(HookCall.CONTRACTS);
    return new SpanWriter(out, call, null, null, frames, "");
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
