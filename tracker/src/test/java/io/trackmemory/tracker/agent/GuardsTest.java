package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trackmemory.tracker.gate.ContractMethod;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** Where the code is looked for that a class inherits and a contract is on. */
class GuardsTest {

  private static final int PUBLIC = Opcodes.ACC_PUBLIC;
  private static final String OBJECT = "java/lang/Object";

  private final Map<String, byte[]> files = new HashMap<>();
  private final Contracts contracts = new Contracts(name -> !name.startsWith("excluded/"));

  private final ClassLoader loader =
      new ClassLoader(null) {
        @Override
        public InputStream getResourceAsStream(String name) {
          byte[] file = files.get(name.replace(".class", ""));
          return file == null
              ? ClassLoader.getSystemResourceAsStream(name)
              : new ByteArrayInputStream(file);
        }
      };

  /* A class with one method, or none where its access is negative. */
  private byte[] type(int access, String name, String above, String implemented, int method) {
    ClassWriter type = new ClassWriter(0);
    String[] interfaces = implemented.isEmpty() ? null : new String[] {implemented};
    type.visit(Opcodes.V17, access, name, null, above, interfaces);
    if (method >= 0) {
      MethodVisitor take = type.visitMethod(method, "take", "()V", null, null);
      if ((access & Opcodes.ACC_INTERFACE) != 0) {
        take.visitAnnotation("Lio/trackmemory/annotations/AllocatesNothing;", false).visitEnd();
      }
      take.visitEnd();
    }
    files.put(name, type.toByteArray());
    return type.toByteArray();
  }

  private void heirOf(String above) {
    int type = Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | PUBLIC;
    type(type, "api/Taking", OBJECT, "", PUBLIC | Opcodes.ACC_ABSTRACT);
    byte[] heir = type(PUBLIC, "own/Heir", above, "api/Taking", -1);
    contracts.of(loader, "own/Heir", new ClassReader(heir), null);
  }

  private boolean isOn(String name) {
    return contracts.guards().isOn(name, "take()V");
  }

  @Test
  void found_inNearestSuperclassThatHasIt() {
    type(PUBLIC, "own/Far", OBJECT, "", PUBLIC);
    type(PUBLIC, "own/Near", "own/Far", "", PUBLIC);
    type(PUBLIC, "own/Between", "own/Near", "", -1);
    heirOf("own/Between");
    assertThat(isOn("own/Near")).isTrue();
    assertThat(isOn("own/Far")).isFalse();
    assertThat(contracts.unchecked()).isEmpty();
  }

  @Test
  void found_behindWhatIsNotTheSameMethod() {
    type(PUBLIC, "own/Far", OBJECT, "", PUBLIC);
    type(PUBLIC, "own/Hiding", "own/Far", "", Opcodes.ACC_PRIVATE);
    type(PUBLIC, "own/Near", "own/Hiding", "", 0);
    heirOf("own/Near");
    assertThat(isOn("own/Far")).isTrue();
    assertThat(isOn("own/Near")).isFalse();
    assertThat(isOn("own/Hiding")).isFalse();
  }

  @Test
  void notFound_whereItHasNoCode() {
    type(PUBLIC, "own/Far", OBJECT, "", PUBLIC);
    type(PUBLIC | Opcodes.ACC_ABSTRACT, "own/Near", "own/Far", "", PUBLIC | Opcodes.ACC_ABSTRACT);
    heirOf("own/Near");
    assertThat(isOn("own/Far")).isFalse();
    assertThat(contracts.unchecked()).isEmpty();
  }

  @Test
  void notFound_whereItHasTheContractAnyway() {
    type(PUBLIC, "own/Near", OBJECT, "api/Taking", PUBLIC);
    heirOf("own/Near");
    assertThat(isOn("own/Near")).isFalse();
    assertThat(contracts.unchecked()).isEmpty();
  }

  @Test
  void generated_isTold() {
    heirOf("own/Generated");
    assertThat(contracts.unchecked())
        .extracting(ContractMethod::className, ContractMethod::doubt)
        .containsExactly(
            tuple(
                "own.Heir",
                "its code is that of class own.Generated, which has no class file; override it in"
                    + " own.Heir and call super"));
  }

  @Test
  void excluded_isTold() {
    type(PUBLIC, "excluded/Near", OBJECT, "", PUBLIC);
    heirOf("excluded/Near");
    assertThat(isOn("excluded/Near")).isFalse();
    assertThat(contracts.unchecked())
        .extracting(ContractMethod::doubt)
        .containsExactly(
            "its code is that of class excluded.Near, which is not instrumented; override it in"
                + " own.Heir and call super");
  }
}
