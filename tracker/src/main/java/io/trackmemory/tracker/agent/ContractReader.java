package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.AllocationContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the contracts that a class has on its own methods, and joins those that it inherits. A
 * bridge has none: it calls the method that has. Runs inside the transformer, so without lambdas.
 */
final class ContractReader extends ClassVisitor implements TypeContracts.Heir {

  /** What descriptors of the annotations begin with. */
  static final String ANNOTATIONS = "Lio/trackmemory/annotations/";

  private static final String NOTHING = ANNOTATIONS + "AllocatesNothing;";
  private static final String AT_MOST = ANNOTATIONS + "Allocates;";
  private static final int NOT_OVERRIDDEN = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
  private static final int NOT_IN_PACKAGE_ONLY = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

  private final TypeContracts contracts = new TypeContracts();
  private final Map<String, Integer> access = new HashMap<>();
  /* What bridges call, by the method that is one. */
  private final Map<String, String> targets = new HashMap<>();
  private final String className;
  private final String packageName;

  private ContractReader(String internalName) {
    super(Opcodes.ASM9);
    this.className = TypeNames.ofInternal(internalName);
    this.packageName = internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  /**
   * Reads a class.
   *
   * @param inherited of its superclass and interfaces
   */
  static TypeContracts read(ClassReader reader, List<TypeContracts> inherited) {
    ContractReader contracts = new ContractReader(reader.getClassName());
    reader.accept(contracts, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    for (TypeContracts each : inherited) {
      each.inheritTo(contracts.packageName, contracts);
    }
    return contracts.contracts;
  }

  @Override
  public MethodVisitor visitMethod(
      int flags,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    String method = name + descriptor;
    access.put(method, flags);
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
        boolean nothing = type.equals(NOTHING);
        return nothing || type.equals(AT_MOST) ? new Values(method, flags, name, nothing) : null;
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String calledDescriptor, boolean isInterface) {
        if ((flags & Opcodes.ACC_BRIDGE) != 0
            && called.equals(name)
            && !calledDescriptor.equals(descriptor)) {
          targets.put(method, called + calledDescriptor);
        }
      }
    };
  }

  private void declares(String method, int flags, String name, AllocationContract contract) {
    if ((flags & Opcodes.ACC_BRIDGE) != 0) {
      return; // a copy of its target's
    }
    if ((flags & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
      contracts.add(method, contract);
    }
    if ((flags & NOT_OVERRIDDEN) == 0 && !name.equals("<init>")) {
      contracts.pass(method, contract, (flags & NOT_IN_PACKAGE_ONLY) == 0 ? packageName : null);
    }
  }

  @Override
  public void inherits(String method, AllocationContract contract, @Nullable String inPackageOnly) {
    contracts.pass(method, contract, inPackageOnly);
    int flags = access.getOrDefault(method, NOT_OVERRIDDEN);
    if ((flags & NOT_OVERRIDDEN) != 0) {
      return; // not here, or not the same method
    }
    String target = targets.get(method);
    if ((flags & Opcodes.ACC_BRIDGE) == 0) {
      target = method;
    } else if (target != null) {
      contracts.pass(target, contract, inPackageOnly);
    }
    if (target != null
        && (access.getOrDefault(target, Opcodes.ACC_ABSTRACT)
                & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE))
            == 0) {
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
