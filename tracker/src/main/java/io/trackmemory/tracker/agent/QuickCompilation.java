package io.trackmemory.tracker.agent;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.trackmemory.tracker.jdk.MemberTable;
import io.trackmemory.tracker.site.SiteTable;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * Keeps the JIT's second compiler (C2) away from the transformer, for the JVM's life: it would work
 * longer on that code than the code then runs, and be busy for seconds when the code under test
 * wants to be compiled. The first compiler takes it alone.
 *
 * <p>Nothing but speed depends on it: where the JVM has no such compilers or no such command,
 * nothing is done.
 */
final class QuickCompilation {

  private static final String COMMANDS = "com.sun.management.internal.DiagnosticCommandImpl";

  private QuickCompilation() {}

  /** Does so from now on, where it can be done. */
  static void begin(Instrumentation instrumentation) {
    Module management = ModuleLayer.boot().findModule("jdk.management").orElse(null);
    if (management == null || !isTiered()) {
      return;
    }
    try {
      begin(instrumentation, management);
    } catch (IOException | ReflectiveOperationException | RuntimeException e) {
      // it is compiled as all else is
    }
  }

  /* Without both compilers the transformer would be interpreted. */
  private static boolean isTiered() {
    try {
      HotSpotDiagnosticMXBean options =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return Boolean.parseBoolean(options.getVMOption("TieredCompilation").getValue())
          && options.getVMOption("TieredStopAtLevel").getValue().equals("4")
          && options.getVMOption("CompilationMode").getValue().equals("default");
    } catch (RuntimeException e) {
      return false; // a JVM with other options
    }
  }

  private static void begin(Instrumentation instrumentation, Module management)
      throws IOException, ReflectiveOperationException {
    HookDefinition.open(instrumentation, management, "com.sun.management.internal");
    Class<?> type = Class.forName(COMMANDS);
    Method bean = type.getDeclaredMethod("getDiagnosticCommandMBean");
    bean.setAccessible(true);
    Method execute = type.getDeclaredMethod("executeDiagnosticCommand", String.class);
    execute.setAccessible(true);
    Object commands = bean.invoke(null);
    File file = newFile();
    try {
      try (OutputStream out = new FileOutputStream(file)) {
        out.write(directive().getBytes(StandardCharsets.UTF_8));
      }
      execute.invoke(commands, "Compiler.directives_add \"" + file + "\"");
    } finally {
      file.delete();
    }
  }

  /* The JDK's temporary files have secure random names, for which a hundred classes are loaded. */
  private static File newFile() throws IOException {
    String name = "trackmemory-" + Long.toHexString(System.nanoTime()) + ".json";
    File file = new File(System.getProperty("java.io.tmpdir"), name);
    if (!file.createNewFile()) {
      throw new IOException(file + " is there already");
    }
    return file;
  }

  private static String directive() {
    StringBuilder patterns = new StringBuilder();
    for (Class<?> type :
        List.of(QuickCompilation.class, MemberTable.class, SiteTable.class, ClassReader.class)) {
      patterns.append(patterns.length() == 0 ? "" : ", ").append('"');
      patterns.append(type.getPackageName().replace('.', '/')).append("/*.*\"");
    }
    return "[{match: [" + patterns + "], c2: {Exclude: true}}]";
  }
}
