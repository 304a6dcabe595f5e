package io.trackmemory.tracker.agent;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.bytebuddy.agent.ByteBuddyAgent.AttachmentProvider;
import org.jspecify.annotations.Nullable;

/**
 * Loads an agent into this JVM through the JVM's attach socket. The JDK's own attach interface
 * refuses to reach the JVM that it runs in, so that a second JVM has to be started for it; the JVM
 * itself does not ask who writes to its socket.
 *
 * <p>HotSpot on Linux only. The protocol is version 1 of HotSpot's attach listener: a file {@code
 * /tmp/.attach_pid<pid>} and the signal QUIT make the JVM listen at {@code /tmp/.java_pid<pid>},
 * and a request is its version, a command and three arguments, each ended by a zero.
 *
 * <p>Byte Buddy calls the public methods by their names.
 */
public final class SelfAttachment {

  private static final String FOLDER = "/tmp"; // HotSpot's, whatever java.io.tmpdir says
  private static final String CAUGHT = "SigCgt:";
  private static final int QUIT = 3;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final Path socket;

  private SelfAttachment(Path socket) {
    this.socket = socket;
  }

  /** Makes Byte Buddy attach this way. */
  static AttachmentProvider provider() {
    return Accessor::new;
  }

  /** Makes the JVM listen, if it does not already. */
  public static SelfAttachment attach(String processId) throws IOException {
    Path socket = Path.of(FOLDER, ".java_pid" + processId);
    if (!Files.exists(socket)) {
      listen(processId, socket);
    }
    return new SelfAttachment(socket);
  }

  private static void listen(String processId, Path socket) throws IOException {
    Path request = Path.of(FOLDER, ".attach_pid" + processId);
    try {
      Files.createFile(request);
    } catch (FileAlreadyExistsException e) {
      // of another one who attaches right now
    }
    try {
      Object owner = Files.getAttribute(request, "unix:uid");
      if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
        throw new IOException(request + " belongs to another user: " + owner);
      }
      raiseQuit(processId);
      await(socket);
    } finally {
      Files.deleteIfExists(request);
    }
  }

  /* Java raises no signal that it does not handle itself; any shell does. */
  private static void raiseQuit(String processId) throws IOException {
    if (!catchesQuit()) {
      throw new IOException("the signal QUIT would end this JVM");
    }
    Process kill =
        new ProcessBuilder("/bin/sh", "-c", "kill -QUIT " + processId)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      int status = kill.waitFor();
      if (status != 0) {
        throw new IOException("no signal could be sent, the shell ended with " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the signal was sent", e);
    }
  }

  /* Whether it is in the mask of signals that are caught, as proc(5) has it. */
  private static boolean catchesQuit() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(CAUGHT)) {
        long caught = Long.parseUnsignedLong(line.substring(CAUGHT.length()).strip(), 16);
        return (caught & (1L << (QUIT - 1))) != 0;
      }
    }
    return false;
  }

  /* The JVM tells nobody that it listens now. */
  private static void await(Path socket) throws IOException {
    long begin = System.nanoTime();
    while (!Files.exists(socket)) {
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new IOException("the JVM does not listen at " + socket);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Loads the agent of a jar. */
  public void loadAgent(String jar, @Nullable String argument) throws IOException {
    String options = jar + "=" + (argument == null ? "" : argument);
    String answer = ask("1\0load\0instrument\0false\0" + options + '\0');
    if (!answer.startsWith("0\n") || !answer.contains("return code: 0\n")) {
      throw new IOException("the JVM refused the agent: " + answer.strip());
    }
  }

  private String ask(String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
      while (out.hasRemaining()) {
        channel.write(out);
      }
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      ByteBuffer in = ByteBuffer.allocate(1024);
      while (channel.read(in) >= 0) {
        answer.write(in.array(), 0, in.position());
        in.clear();
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  /** Nothing is kept open. */
  public void detach() {}

  /* Asked before a signal is raised, upon which a JVM that must not listen prints its threads. */
  private static boolean isPossible() {
    return System.getProperty("os.name").equals("Linux")
        && !System.getProperty("java.vm.name").contains("J9")
        && !Boolean.parseBoolean(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("DisableAttachMechanism")
                .getValue());
  }

  private static final class Accessor implements AttachmentProvider.Accessor {

    @Override
    public boolean isAvailable() {
      return isPossible();
    }

    @Override
    public boolean isExternalAttachmentRequired() {
      return false;
    }

    @Override
    public Class<?> getVirtualMachineType() {
      return SelfAttachment.class;
    }

    @Override
    public ExternalAttachment getExternalAttachment() {
      throw new IllegalStateException("no second JVM is needed");
    }
  }
}
