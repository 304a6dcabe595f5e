package io.trackmemory.tracker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/** Uses a class that the JVM refuses to transform again: always, or unless it gets its own file. */
final class RefusedProgram {

  static final class Refused {
    static Object make() {
      return new Object();
    }
  }

  static final class Misread {
    static Object make() {
      return new Object();
    }
  }

  private static Object sink = "";

  private RefusedProgram() {}

  public static void main(String[] arguments) {
    Supplier<Object> make = arguments[0].equals("Refused") ? Refused::make : Misread::make;
    sink = make.get();
    ByteBuddyAgent.install().addTransformer(new Refusing(), true);
    MemorySnapshot seen = MemoryTracker.measure(() -> sink = make.get());
    System.out.println(seen.allocationCount() + " " + seen.uncertified().orElse("certified"));
  }

  private static final class Refusing implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> type,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      boolean refused =
          name.endsWith("$Refused") || (name.endsWith("$Misread") && !isFile(classFile));
      return refused ? new byte[0] : null;
    }

    private static boolean isFile(byte[] classFile) {
      String resource = "/" + Misread.class.getName().replace('.', '/') + ".class";
      try (InputStream in =
          Objects.requireNonNull(RefusedProgram.class.getResourceAsStream(resource))) {
        return Arrays.equals(in.readAllBytes(), classFile);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
