package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.jvm.JvmCounter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.Charset;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Attaches the agent to this JVM, once. */
public final class Attachment {

  private static final String ADVICE =
      "; start the JVM with -javaagent:<path of trackmemory-tracker.jar>";

  private Attachment() {}

  /**
   * Attaches to this JVM unless {@code -javaagent:} has, and rewrites every class.
   *
   * @param kept opens what is kept of earlier runs
   * @throws IllegalStateException saying why that failed and what to do
   */
  public static Agent attach(JvmCounter jvm, List<String> excluded, KeptFolder kept) {
    if (HookDefinition.isDefined()) {
      throw new IllegalStateException(
          "another copy of TrackMemory, of another class loader, tracks this JVM already (this one: "
              + Attachment.class.getClassLoader()
              + "); use one copy and one class loader a JVM, under Quarkus by "
              + "quarkus.class-loading.parent-first-artifacts");
    }
    Instrumentation instrumentation = AgentEntry.instrumentation();
    try {
      return Agent.install(
          instrumentation == null ? attachToSelf() : instrumentation, jvm, excluded, kept);
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("the agent could not rewrite classes: " + e, e);
    }
  }

  /*
   * The JVM warns of attachment on its own error stream. Build tools that replace System.err may
   * take that for output of the test; the stream of the process takes it while we attach.
   */
  private static Instrumentation attachToSelf() {
    PrintStream before = System.err;
    try (PrintStream plain =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset()) {
          @Override
          public void close() {
            flush(); // the descriptor stays open
          }
        }) {
      System.setErr(plain);
      return install();
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "the agent could not attach to this JVM (" + e.getMessage() + ")" + ADVICE, e);
    } finally {
      System.setErr(before);
    }
  }

  /* The second way takes another JVM's start, and says best what is wrong if it fails too. */
  private static Instrumentation install() {
    try {
      return ByteBuddyAgent.install(SelfAttachment.provider());
    } catch (IllegalStateException e) {
      return ByteBuddyAgent.install();
    }
  }
}
