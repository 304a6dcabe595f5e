package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.hook.Account;
import io.trackmemory.tracker.hook.AccountSums;
import io.trackmemory.tracker.hook.AllThreads;
import io.trackmemory.tracker.hook.ArrayLayout;
import io.trackmemory.tracker.hook.Assignment;
import io.trackmemory.tracker.hook.Backtraces;
import io.trackmemory.tracker.hook.Bodies;
import io.trackmemory.tracker.hook.Constructions;
import io.trackmemory.tracker.hook.DerivedSites;
import io.trackmemory.tracker.hook.EventRing;
import io.trackmemory.tracker.hook.FollowSwitch;
import io.trackmemory.tracker.hook.Followed;
import io.trackmemory.tracker.hook.FollowedSample;
import io.trackmemory.tracker.hook.Following;
import io.trackmemory.tracker.hook.HandOver;
import io.trackmemory.tracker.hook.Hook;
import io.trackmemory.tracker.hook.LimitedCounts;
import io.trackmemory.tracker.hook.LiveObjects;
import io.trackmemory.tracker.hook.Lookups;
import io.trackmemory.tracker.hook.Memberships;
import io.trackmemory.tracker.hook.NativeBlock;
import io.trackmemory.tracker.hook.NativeCalls;
import io.trackmemory.tracker.hook.NativeLedger;
import io.trackmemory.tracker.hook.NativeLine;
import io.trackmemory.tracker.hook.NativeMemory;
import io.trackmemory.tracker.hook.ObjectBytes;
import io.trackmemory.tracker.hook.PeakCheck;
import io.trackmemory.tracker.hook.PeakCrossing;
import io.trackmemory.tracker.hook.PeakGuard;
import io.trackmemory.tracker.hook.PeakMeasurement;
import io.trackmemory.tracker.hook.PeakProbe;
import io.trackmemory.tracker.hook.RecorderTable;
import io.trackmemory.tracker.hook.Recorders;
import io.trackmemory.tracker.hook.SamplingPlan;
import io.trackmemory.tracker.hook.SavedState;
import io.trackmemory.tracker.hook.ScopeLedger;
import io.trackmemory.tracker.hook.StackSamples;
import io.trackmemory.tracker.hook.ThreadRecorder;
import io.trackmemory.tracker.record.Gate;
import io.trackmemory.tracker.record.GateTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Defines copies of the hook's classes in {@code java.lang}, where every class loader finds them,
 * and the gate that reaches them.
 */
final class HookDefinition {

  private static final String FROM = "io/trackmemory/tracker/hook/";
  private static final String TO = "java/lang/TrackMemory";
  private static final List<Class<?>> CLASSES =
      List.of(
          Assignment.class,
          HandOver.class,
          AllThreads.class,
          Followed.class,
          FollowedSample.class,
          ObjectBytes.class,
          PeakProbe.class,
          PeakCrossing.class,
          Constructions.class,
          PeakGuard.class,
          Account.class,
          AccountSums.class,
          Following.class,
          LiveObjects.class,
          PeakMeasurement.class,
          PeakCheck.class,
          LimitedCounts.class,
          NativeCalls.class,
          NativeBlock.class,
          NativeLine.class,
          NativeLedger.class,
          NativeMemory.class,
          Bodies.class,
          SavedState.class,
          Memberships.class,
          ScopeLedger.class,
          ThreadRecorder.class,
          RecorderTable.class,
          Recorders.class,
          DerivedSites.class,
          ArrayLayout.class,
          FollowSwitch.class,
          SamplingPlan.class,
          StackSamples.class,
          Backtraces.class,
          EventRing.class,
          Lookups.class,
          Hook.class);

  private HookDefinition() {}

  /** Whether a copy is there already, of this agent or of another one. */
  static boolean isDefined() {
    try {
      Class.forName(HookCalls.HOOK.replace('/', '.'), false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static Gate define(Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    Module base = Object.class.getModule();
    Module own = HookDefinition.class.getModule();
    instrumentation.redefineModule(
        base,
        Set.of(),
        Map.of("jdk.internal.misc", Set.of(own)),
        Map.of("java.lang", Set.of(own), "java.util", Set.of(own)),
        Set.of(),
        Map.of());
    MethodHandles.Lookup javaLang =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    JvmFields fields = JvmFields.ofThisJvm();
    for (Class<?> type : CLASSES) {
      for (Class<?> member : type.getNestMembers()) {
        javaLang.defineClass(rename(member, fields));
      }
    }
    return GateTemplate.define(rename(GateTemplate.template(), fields));
  }

  private static byte[] rename(Class<?> type, JvmFields fields) throws IOException {
    byte[] renamed = ConstantPools.replace(bytesOf(type), FROM, TO);
    if (!fields.mayReplaceIn(renamed)) {
      return renamed;
    }
    ClassWriter writer = new ClassWriter(0);
    ClassFile file = ClassFile.open(renamed);
    file.reader().accept(new FieldReaders(writer, fields), 0);
    return file.withVersion(writer.toByteArray());
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("class file of " + type.getName() + " not found");
      }
      return in.readAllBytes();
    }
  }

  /* Writes the bodies of methods that read fields of this JVM. */
  private static final class FieldReaders extends ClassVisitor {
    private final JvmFields fields;

    FieldReaders(ClassVisitor next, JvmFields fields) {
      super(Opcodes.ASM9, next);
      this.fields = fields;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
      MethodVisitor replaced = fields.replaceBody(name, out);
      return replaced == null ? out : replaced;
    }
  }
}
