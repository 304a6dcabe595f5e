package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.AllocationContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the contracts that a class has on its own methods, and joins those that it inherits. A
 * bridge has none: it calls the method that has. Runs inside the transformer, so without lambdas.
 */
final class ContractReader extends MethodTable implements TypeContracts.Heir {

  /** What descriptors of the annotations begin with. */
  static final String ANNOTATIONS = "Lio/trackmemory/annotations/";

  private static final String NOTHING = ANNOTATIONS + "AllocatesNothing;";
  private static final String AT_MOST = ANNOTATIONS + "Allocates;";

  private final TypeContracts contracts = new TypeContracts();
  private final List<Elsewhere> elsewhere = new ArrayList<>();
  private final String className;

  /**
   * A contract that the class inherits on a method whose code it inherits too.
   *
   * @param packageName in which the method can be overridden; null if anywhere
   */
  record Elsewhere(String method, AllocationContract contract, @Nullable String packageName) {}

  private ContractReader(String internalName) {
    super(internalName);
    this.className = TypeNames.ofInternal(internalName);
  }

  /**
   * Reads a class.
   *
   * @param inherited of its superclass and interfaces
   */
  static ContractReader read(ClassReader reader, List<TypeContracts> inherited) {
    ContractReader contracts = new ContractReader(reader.getClassName());
    reader.accept(contracts, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    for (TypeContracts each : inherited) {
      each.inheritTo(contracts.packageName, contracts);
    }
    return contracts;
  }

  /** Contracts of the class. */
  TypeContracts contracts() {
    return contracts;
  }

  /** What is to be looked for in its superclasses. */
  List<Elsewhere> elsewhere() {
    return elsewhere;
  }

  @Override
  public MethodVisitor visitMethod(
      int flags,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor table = super.visitMethod(flags, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, table) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
        boolean nothing = type.equals(NOTHING);
        return nothing || type.equals(AT_MOST)
            ? new Values(name + descriptor, flags, name, nothing)
            : null;
      }
    };
  }

  private void declares(String method, int flags, String name, AllocationContract contract) {
    if ((flags & Opcodes.ACC_BRIDGE) != 0) {
      return; // a copy of its target's
    }
    if ((flags & WITHOUT_CODE) == 0) {
      contracts.add(method, contract);
    }
    if ((flags & NOT_OVERRIDDEN) == 0 && !name.equals("<init>")) {
      contracts.pass(method, contract, (flags & NOT_IN_PACKAGE_ONLY) == 0 ? packageName : null);
    }
  }

  @Override
  public void inherits(String method, AllocationContract contract, @Nullable String inPackageOnly) {
    contracts.pass(method, contract, inPackageOnly);
    String target = called(method);
    if (!target.equals(method)) {
      contracts.pass(target, contract, inPackageOnly);
    }
    if (!declares(target) || callsSuper(method)) {
      elsewhere.add(new Elsewhere(target, contract, inPackageOnly));
    } else if ((flags(target) & (NOT_OVERRIDDEN | WITHOUT_CODE)) == 0) {
      contracts.add(target, contract);
    }
  }

  /* Of one annotation. */
  private final class Values extends AnnotationVisitor {

    private final String method;
    private final int flags;
    private final String name;
    private final boolean nothing;
    private Optional<Long> atMost = Optional.empty();
    private Optional<String> bytes = Optional.empty();

    Values(String method, int flags, String name, boolean nothing) {
      super(Opcodes.ASM9);
      this.method = method;
      this.flags = flags;
      this.name = name;
      this.nothing = nothing;
    }

    @Override
    public void visit(String attribute, Object value) {
      if (value instanceof Number number) {
        atMost = Optional.of(number.longValue());
      } else {
        bytes = Optional.of(String.valueOf(value));
      }
    }

    @Override
    public void visitEnd() {
      declares(method, flags, name, new AllocationContract(nothing, atMost, bytes, className));
    }
  }
}
